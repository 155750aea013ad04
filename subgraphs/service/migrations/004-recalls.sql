create table recall (
  id text primary key,
  title text not null check (title <> ''),
  remedy text not null,
  status text not null default 'OPEN' check (status in ('OPEN', 'CLOSED')),
  model_codes text[],
  vin_from text,
  vin_to text,
  built_from date,
  built_to date,
  station text,
  part_number text,
  part_batch text,
  opened_at timestamptz(3) not null,
  closed_at timestamptz(3),
  check ((status = 'CLOSED') = (closed_at is not null)),
  check (num_nonnulls(model_codes, vin_from, vin_to, built_from, built_to, station, part_number, part_batch) > 0)
);
create index recall_by_time on recall (opened_at, id);
create index recall_open on recall (opened_at, id) where status = 'OPEN';

create table recall_vehicle (
  recall_id text not null references recall,
  vin text not null check (length(vin) = 17),
  added_at timestamptz(3) not null default now(),
  completed_at timestamptz(3),
  service_order_id text,
  primary key (recall_id, vin),
  check ((completed_at is null) = (service_order_id is null))
);
create index recall_vehicle_by_vin on recall_vehicle (vin, recall_id);
create index recall_vehicle_by_progress on recall_vehicle (recall_id, completed_at);
create index recall_vehicle_by_order on recall_vehicle (service_order_id) where service_order_id is not null;
