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
  -- Until then the ERP asked not to be called.
  quiet_until timestamptz(3),
  check ((state = 'AWAY') = (fault_code is not null))
);

-- How far the changes of an ERP were read.
create table erp_mark (
  connection text not null references erp_connection on delete cascade,
  topic text not null check (topic in ('orders', 'stock', 'cars', 'purchases')),
  mark text not null,
  -- When everything up to then had been read; null until the first time.
  as_of timestamptz(3),
  -- When the first page was asked for of what is being read; null when it was read to its end.
  reading_since timestamptz(3),
  -- Since when all there is is being read: what was told before, and is not told again, is gone.
  whole_since timestamptz,
  primary key (connection, topic)
);

-- Orders of ours on their way to an ERP, and those that are there.
create table erp_hand_over (
  production_number text primary key references production_order,
  connection text not null references erp_connection on delete cascade,
  -- The ERP's number; null until it has the order.
  erp_number text,
  -- The dates that it was given last.
  given_start timestamptz(3),
  given_end timestamptz(3),
  -- When it cancelled the order because we did.
  cancelled_at timestamptz(3),
  -- What the attempts were for.
  step text not null default 'PLACEMENT',
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
  state text check (state in ('PLANNED', 'SCHEDULED', 'IN_PRODUCTION', 'COMPLETED', 'CANCELLED')),
  planned_start timestamptz(3),
  planned_end timestamptz(3),
  actual_start timestamptz(3),
  actual_end timestamptz(3),
  revision text not null,
  told_at timestamptz not null default now(),
  primary key (connection, number)
);
create index erp_order_by_production_number on erp_order (production_number) where production_number is not null;

create table erp_stock (
  connection text not null references erp_connection on delete cascade,
  part_number text not null,
  -- Our plant that can use it; null for what lies elsewhere.
  plant_id text,
  place text not null,
  on_hand numeric(14, 3) not null,
  told_at timestamptz not null default now(),
  primary key (connection, part_number, place)
);
create index erp_stock_by_part on erp_stock (part_number);

create table erp_car (
  connection text not null references erp_connection on delete cascade,
  vin text not null,
  product text not null,
  place text,
  told_at timestamptz not null default now(),
  primary key (connection, vin)
);
create index erp_car_by_vin on erp_car (vin);

create table erp_purchase (
  connection text not null references erp_connection on delete cascade,
  number text not null,
  part_number text not null,
  plant_id text,
  supplier text,
  quantity numeric(14, 3) not null,
  received numeric(14, 3) not null,
  due_on date,
  status text not null,
  -- Whether the supplier was asked, and may still deliver.
  ordered boolean not null,
  told_at timestamptz not null default now(),
  primary key (connection, number)
);
create index erp_purchase_by_part on erp_purchase (part_number, due_on);

-- Lines that are an ERP's word: material plans net against them, and they go when the ERP is not configured any more.
alter table part_stock add column connection text references erp_connection on delete cascade;
create index part_stock_of_erp on part_stock (connection) where connection is not null;
alter table open_purchase add column connection text references erp_connection on delete cascade;
create index open_purchase_of_erp on open_purchase (connection) where connection is not null;
