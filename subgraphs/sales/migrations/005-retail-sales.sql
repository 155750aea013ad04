create table retail_sale (
  id text primary key,
  kind text not null check (kind in ('NEW', 'USED')),
  vin text not null,
  model_code text,
  dealer_id text not null references dealer,
  buyer_id text not null,
  seller_id text,
  order_id text unique references sales_order,
  sold_at timestamptz(3) not null,
  price_amount numeric(14, 2) not null check (price_amount >= 0),
  price_currency char(3) not null,
  -- The list price on the day, in the currency of the price; null when the list has no such price.
  list_amount numeric(14, 2) check (list_amount >= 0),
  handover_satisfaction smallint check (handover_satisfaction between 1 and 5),
  trade_in_vin text check (trade_in_vin <> vin),
  trade_in_amount numeric(14, 2) check (trade_in_amount >= 0),
  trade_in_currency char(3),
  check (num_nulls(trade_in_vin, trade_in_amount, trade_in_currency) in (0, 3))
);
create unique index retail_sale_new_once on retail_sale (vin) where kind = 'NEW';
create index retail_sale_by_car on retail_sale (vin, sold_at desc, id desc);
create index retail_sale_by_dealer on retail_sale (dealer_id, sold_at desc, id desc);
create index retail_sale_by_trade_in on retail_sale (trade_in_vin, sold_at) where trade_in_vin is not null;

create table vehicle_participant (
  id text primary key,
  vin text not null,
  customer_id text not null,
  role text not null check (role in ('OWNER', 'DRIVER', 'LESSEE', 'FLEET')),
  valid_from timestamptz(3) not null,
  valid_until timestamptz(3),
  -- The dealer whose customer this is.
  dealer_id text not null references dealer,
  sale_id text references retail_sale,
  check (valid_until > valid_from),
  constraint one_owner_at_a_time
    exclude using gist (vin with =, tstzrange(valid_from, valid_until) with &&) where (role = 'OWNER'),
  constraint one_role_once
    exclude using gist (vin with =, customer_id with =, role with =, tstzrange(valid_from, valid_until) with &&)
);
create index vehicle_participant_by_car on vehicle_participant (vin, valid_from desc, id desc);
create index vehicle_participant_by_customer on vehicle_participant (customer_id, valid_from desc, id desc);

create table vehicle_plate (
  vin text not null,
  -- Without spaces and dots, in capitals: 沪A12345.
  plate text not null check (plate ~ '^[^\s·・.-]+$'),
  valid_from timestamptz(3) not null,
  valid_until timestamptz(3),
  primary key (vin, valid_from)
);
create unique index vehicle_plate_of_car on vehicle_plate (vin) where valid_until is null;
create unique index vehicle_plate_car on vehicle_plate (plate) where valid_until is null;
