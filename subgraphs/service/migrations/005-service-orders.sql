create table service_order (
  id text primary key,
  vin text not null references covered_vehicle,
  station_id text not null references station,
  customer_id text,
  appointment_id text references appointment,
  status text not null default 'OPEN' check (status in ('OPEN', 'CLOSED')),
  pay_type text not null check (pay_type in ('CUSTOMER', 'WARRANTY', 'GOODWILL', 'RECALL')),
  odometer_km int not null check (odometer_km >= 0),
  complaint text not null check (complaint <> ''),
  cause text,
  technician text,
  currency char(3) not null,
  labour_amount numeric(14, 2) not null default 0 check (labour_amount >= 0),
  parts_amount numeric(14, 2) not null default 0 check (parts_amount >= 0),
  price_amount numeric(14, 2) generated always as (labour_amount + parts_amount) stored,
  in_at timestamptz(3) not null,
  out_at timestamptz(3),
  check ((status = 'CLOSED') = (out_at is not null)),
  check (out_at >= in_at)
);
create index service_order_by_vin on service_order (vin, in_at, id);
create index service_order_by_customer on service_order (customer_id, in_at, id) where customer_id is not null;
create index service_order_by_station on service_order (station_id, in_at, id);
create unique index service_order_by_appointment on service_order (appointment_id) where appointment_id is not null;

create table service_operation (
  service_order_id text not null references service_order on delete cascade,
  position int not null check (position > 0),
  code text not null check (code <> ''),
  description text not null,
  labour_hours numeric(6, 2) not null check (labour_hours >= 0),
  price_amount numeric(14, 2) not null check (price_amount >= 0),
  recall_id text references recall,
  primary key (service_order_id, position)
);
create index service_operation_by_recall on service_operation (recall_id) where recall_id is not null;

create table service_part (
  service_order_id text not null references service_order on delete cascade,
  position int not null check (position > 0),
  number text not null check (number <> ''),
  name text not null,
  quantity numeric(9, 2) not null check (quantity > 0),
  unit_price_amount numeric(14, 2) not null check (unit_price_amount >= 0),
  price_amount numeric(14, 2) generated always as (round(quantity * unit_price_amount, 2)) stored,
  fault_code text,
  primary key (service_order_id, position)
);

alter table recall_vehicle add foreign key (service_order_id) references service_order;

create table odometer_reading (
  vin text not null references covered_vehicle,
  read_at timestamptz(3) not null,
  service_order_id text not null references service_order on delete cascade,
  km int not null check (km >= 0),
  primary key (vin, read_at, service_order_id)
);
