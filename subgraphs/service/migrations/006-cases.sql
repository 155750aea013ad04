create table service_case (
  id text primary key,
  kind text not null check (kind in ('CONSULT', 'PURCHASE', 'REPAIR', 'COMPLAINT')),
  priority text not null check (priority in ('LOW', 'NORMAL', 'HIGH', 'URGENT')),
  status text not null
    check (status in ('NEW', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER', 'ESCALATED', 'SOLVED', 'CLOSED')),
  subject text not null check (subject <> ''),
  customer_id text,
  vin text check (length(vin) = 17),
  station_id text references station,
  resolution text,
  sla_minutes int not null check (sla_minutes > 0),
  opened_at timestamptz(3) not null,
  check (status not in ('SOLVED') or resolution is not null)
);
create index service_case_by_time on service_case (opened_at, id);
create index service_case_by_customer on service_case (customer_id, opened_at, id) where customer_id is not null;
create index service_case_by_vin on service_case (vin, opened_at, id) where vin is not null;
create index service_case_open on service_case (opened_at, id) where status not in ('SOLVED', 'CLOSED');

-- Append-only: the clock of the service level is computed from it.
create table case_status_change (
  case_id text not null references service_case on delete cascade,
  position int not null check (position > 0),
  status text not null,
  at timestamptz(3) not null,
  changed_by text not null,
  note text,
  primary key (case_id, position)
);

create table case_message (
  id text primary key,
  case_id text not null references service_case on delete cascade,
  author text not null check (author in ('CUSTOMER', 'AGENT', 'INTERNAL')),
  author_name text not null,
  body text not null check (body <> ''),
  at timestamptz(3) not null
);
create index case_message_by_case on case_message (case_id, at, id);
