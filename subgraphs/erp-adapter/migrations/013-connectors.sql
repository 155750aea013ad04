-- The ERPs that serve plants, as they are configured, and whether they can be talked to.
create table erp_connection (
  name text primary key check (name ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  kind text not null,
  plant_ids text[] not null,
  state text not null default 'STARTING' check (state in ('STARTING', 'CONNECTED', 'AWAY')),
  state_since timestamptz(3) not null default now(),
  -- Why it is away.
  fault_code text,
  fault_message text,
  -- The process that talks to it, and until when no other may.
  holder text,
  held_until timestamptz(3),
  check ((state = 'AWAY') = (fault_code is not null))
);

-- How far the changes of an ERP were read.
create table erp_mark (
  connection text not null references erp_connection on delete cascade,
  topic text not null check (topic in ('orders', 'stock', 'cars', 'purchases')),
  mark text not null,
  -- When everything up to then had been read; null until the first time.
  as_of timestamptz(3),
  primary key (connection, topic)
);

-- Orders of ours on their way to an ERP, and those that are there.
create table erp_hand_over (
  production_number text primary key references production_order,
  connection text not null references erp_connection on delete cascade,
  -- The ERP's number; null until it has the order.
  erp_number text,
  attempts int not null default 0,
  not_before timestamptz(3) not null default now(),
  -- What the ERP said when it refused last.
  refusal text,
  -- When it was given up, until a person says to try again.
  given_up_at timestamptz(3)
);
create index erp_hand_over_waiting on erp_hand_over (connection, not_before)
  where erp_number is null and given_up_at is null;
create index erp_hand_over_given_up on erp_hand_over (given_up_at desc, production_number desc)
  where given_up_at is not null;

-- What ERPs told, each row as it was last.
create table erp_order (
  connection text not null references erp_connection on delete cascade,
  number text not null,
  production_number text,
  product text not null,
  statuses text[] not null,
  planned_start timestamptz(3),
  planned_end timestamptz(3),
  revision text not null,
  primary key (connection, number)
);
create index erp_order_by_production_number on erp_order (production_number) where production_number is not null;

create table erp_stock (
  connection text not null references erp_connection on delete cascade,
  part_number text not null,
  place text not null,
  on_hand numeric(14, 3) not null,
  primary key (connection, part_number, place)
);
create index erp_stock_by_part on erp_stock (part_number);

create table erp_car (
  connection text not null references erp_connection on delete cascade,
  vin text not null,
  product text not null,
  place text,
  primary key (connection, vin)
);
create index erp_car_by_vin on erp_car (vin);

create table erp_purchase (
  connection text not null references erp_connection on delete cascade,
  number text not null,
  part_number text not null,
  supplier text,
  quantity numeric(14, 3) not null,
  due_on date,
  status text not null,
  primary key (connection, number)
);
create index erp_purchase_by_part on erp_purchase (part_number, due_on);
