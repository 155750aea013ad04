-- What sales knows of the cars of the ERP, fed by its events.
create table known_vehicle (
  production_number text primary key,
  vin text unique,
  model_code text not null,
  -- A name of the graph's VehicleStatus.
  status text not null,
  order_id text,
  changed_at timestamptz(3) not null
);

create table sales_order (
  id text primary key,
  kind text not null check (kind in ('BUILD', 'STOCK')),
  status text not null check (status in (
    'PLACED', 'ACCEPTED', 'SCHEDULED', 'IN_PRODUCTION', 'BUILT', 'IN_TRANSIT', 'AT_DEALER', 'PRODUCTION_CANCELLED',
    'RESERVED', 'QUEUED', 'EXPIRED', 'DELIVERED', 'CANCELLED')),
  customer_id text not null,
  dealer_id text not null references dealer,
  sales_cycle_id text references sales_cycle,
  model_code text not null,
  options text[] not null default '{}',
  price_amount numeric(14, 2) not null check (price_amount >= 0),
  price_currency char(3) not null,
  list_amount numeric(14, 2) check (list_amount >= 0),
  production_number text unique,
  vin text,
  placed_at timestamptz(3) not null,
  promised_at timestamptz(3),
  frozen_at timestamptz(3),
  -- How long a stock car is held for this order once it has it.
  hold_hours int not null default 72 check (hold_hours between 1 and 336),
  reserved_until timestamptz(3),
  check (kind = 'BUILD' or vin is not null),
  check ((status = 'RESERVED') <= (reserved_until is not null))
);
-- One live order for a car: concurrent reservations have one winner.
create unique index sales_order_of_car on sales_order (vin)
  where status not in ('QUEUED', 'EXPIRED', 'CANCELLED', 'DELIVERED');
create index sales_order_queue on sales_order (vin, placed_at, id) where status = 'QUEUED';
create index sales_order_by_time on sales_order (placed_at desc, id desc);
create index sales_order_by_dealer on sales_order (dealer_id, placed_at desc, id desc);
create index sales_order_by_customer on sales_order (customer_id, placed_at desc, id desc);

create table sales_order_event (
  id bigint generated always as identity primary key,
  order_id text not null references sales_order,
  status text not null,
  at timestamptz(3) not null,
  note text
);
create index sales_order_event_by_order on sales_order_event (order_id, id);
