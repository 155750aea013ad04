-- Plants, stations in them, warehouses, ports, dealers' yards: wherever a car or a part can be.
create table place (
  id text primary key,
  kind text not null check (kind in ('PLANT', 'STATION', 'WAREHOUSE', 'PORT', 'DEALER')),
  name_zh text not null,
  name_en text not null,
  -- The plant that a station or warehouse belongs to.
  plant_id text references place,
  -- What a station does to a car.
  shop text check (shop in ('BODY', 'PAINT', 'ASSEMBLY', 'QUALITY')),
  -- The dealer whose yard it is, an id of the sales subgraph.
  dealer_id text,
  country char(2),
  -- Decides on which day a car counts as built.
  time_zone text not null default 'UTC',
  check ((kind = 'STATION') = (shop is not null)),
  check (kind <> 'STATION' or plant_id is not null),
  check (dealer_id is null or kind = 'DEALER')
);
create index place_by_plant on place (plant_id) where plant_id is not null;
create index place_by_dealer on place (dealer_id) where dealer_id is not null;
create index place_by_kind on place (kind, id);

create table vehicle_model (
  code text primary key,
  brand text not null,
  name_zh text not null,
  name_en text not null,
  series text not null,
  model_year int not null check (model_year between 1980 and 2100),
  -- Where cars of the model are built unless an order says otherwise.
  plant_id text not null references place
);

create table model_option (
  model_code text not null references vehicle_model,
  code text not null,
  -- What the option decides, such as COLOUR, TRIM, ENGINE; one option of a family is on each car.
  family text not null,
  choice_zh text not null,
  choice_en text not null,
  -- On the car when the order names no other option of the family.
  standard boolean not null default false,
  primary key (model_code, code)
);
create unique index one_standard_option on model_option (model_code, family) where standard;

-- The stations that a car of the model goes through, in order.
create table route_step (
  model_code text not null references vehicle_model,
  position int not null check (position > 0),
  station_id text not null references place,
  -- A car that is found at a later station without a pass here raises the alarm.
  required boolean not null default true,
  instruction_zh text not null default '',
  instruction_en text not null default '',
  primary key (model_code, position),
  unique (model_code, station_id)
);

-- What is measured on a car of the model, and what passes.
create table quality_limit (
  model_code text not null references vehicle_model,
  measure text not null,
  unit text not null,
  minimum double precision,
  maximum double precision,
  primary key (model_code, measure),
  check (minimum is not null or maximum is not null),
  check (minimum <= maximum)
);
