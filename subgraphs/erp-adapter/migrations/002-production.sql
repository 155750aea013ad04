create sequence production_number;
create sequence erp_order_number start 100000001;

-- What the plant is asked to build; known by its production number before there is a VIN.
create table production_order (
  production_number text primary key,
  erp_order_number text not null unique default '00' || nextval('erp_order_number'),
  model_code text not null references vehicle_model,
  plant_id text not null references place,
  option_codes text[] not null default '{}',
  planned_start timestamptz(3),
  planned_end timestamptz(3),
  -- From then on the configuration stays as it is.
  change_freeze_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  check (planned_end > planned_start),
  check (change_freeze_at <= planned_start)
  -- Room for the versions that are noted when its building begins.
) with (fillfactor = 75);

-- The car as its events leave it: every column but the order's is derived from event_log and can be made anew.
create table vehicle (
  production_number text primary key references production_order,
  -- Its order's, for the lists of cars.
  model_code text not null,
  colour text,
  -- The sales order that the car is built or reserved for.
  order_id text,
  vin text check (length(vin) = 17),
  engine_number text,
  body_tag text,
  tag_bound_at timestamptz(3),
  status text not null default 'ORDERED' check (status in (
    'ORDERED', 'ACCEPTED', 'SCHEDULED', 'BROADCAST', 'BODY', 'PAINT', 'ASSEMBLY', 'QUALITY', 'BUILT', 'RELEASED',
    'IN_TRANSIT', 'AT_DEALER', 'DELIVERED', 'CANCELLED', 'RETURNED', 'RECALLED')),
  status_since timestamptz(3) not null default now(),
  erp_statuses text[] not null default '{}',
  started_at timestamptz(3),
  built_at timestamptz(3),
  whereabouts text not null default 'IN_TRANSACTION' check (whereabouts in (
    'IN_TRANSACTION', 'PLANT', 'WAREHOUSE', 'IN_TRANSIT', 'DEALER', 'SOLD')),
  -- No reference: a plant may report a place before it is described here.
  place_id text,
  whereabouts_since timestamptz(3) not null default now(),
  availability text not null default 'NOT_RELEASED' check (availability in ('NOT_RELEASED', 'AVAILABLE', 'RESERVED', 'SOLD')),
  -- Checks that failed last; none may be left when the car is released.
  blocked_by text[] not null default '{}',
  skipped_stations text[] not null default '{}'
);
create unique index vehicle_of_order on vehicle (order_id) where order_id is not null;
create unique index vehicle_by_vin on vehicle (vin) where vin is not null;
create index vehicle_by_time on vehicle (status_since desc, production_number desc);
create index vehicle_by_status on vehicle (status, status_since desc, production_number desc);
create index vehicle_by_model on vehicle (model_code, status_since desc, production_number desc);
create index vehicle_by_place on vehicle (place_id, status_since desc, production_number desc) where place_id is not null;
create index vehicle_by_tag on vehicle (body_tag, tag_bound_at desc) where body_tag is not null;
create index vehicle_unsold on vehicle (built_at) where built_at is not null and availability <> 'SOLD';
create index vehicle_with_alarm on vehicle (status_since desc, production_number desc) where skipped_stations <> '{}';
