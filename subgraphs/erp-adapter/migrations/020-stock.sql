-- The dealer of the sales order that the car is built or reserved for: his people see it before it comes.
alter table vehicle add column dealer_id text;
create index vehicle_by_dealer on vehicle (dealer_id, status_since desc, production_number desc) where dealer_id is not null;

-- A page of cars that begins anywhere, by each order in which they are listed. A car not built yet is the youngest.
create index vehicle_by_built on vehicle (coalesce(built_at, 'infinity'), production_number);
drop index vehicle_unsold;
create index vehicle_unsold on vehicle (coalesce(built_at, 'infinity'), production_number) where availability <> 'SOLD';
-- Read backwards for the cars of a model that changed last, forwards for all cars by model.
drop index vehicle_by_model;
create index vehicle_by_model on vehicle (model_code, status_since, production_number);
-- Few cars have a rare colour or a rare option.
create index vehicle_by_colour on vehicle (colour);
create index production_order_by_option on production_order using gin (option_codes);

-- What came to a place or left it: append-only, and what is on hand is the sum of it.
create table part_movement (
  id text primary key default 'move-' || gen_random_uuid(),
  part_number text not null references part,
  place_id text not null references place,
  kind text not null check (kind in ('RECEIPT', 'CONSUMPTION', 'CORRECTION')),
  -- Added when it is more than nothing, else taken away.
  quantity numeric(14, 3) not null check (quantity <> 0),
  reason text check (reason <> ''),
  moved_by text not null,
  moved_at timestamptz(3) not null default now(),
  check (kind <> 'RECEIPT' or quantity > 0),
  check (kind <> 'CONSUMPTION' or quantity < 0),
  check (kind <> 'CORRECTION' or reason is not null)
);
create index part_movement_by_part on part_movement (part_number, moved_at desc, id desc);

insert into part_movement (part_number, place_id, kind, quantity, reason, moved_by)
select part_number, place_id, 'CORRECTION', on_hand, 'Was on hand before movements were kept.', 'system'
from part_stock where on_hand <> 0;

create function part_movement_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'part_movement is append-only: correct a movement with another one';
end $$;
create trigger part_movement_append_only before update or delete on part_movement
  for each statement execute function part_movement_is_append_only();

-- A movement counts at once, and who sets what is on hand leaves a movement: neither of the two is without the other.
create function part_movement_counts() returns trigger language plpgsql set search_path from current as $$
begin
  if pg_trigger_depth() > 1 then return null; end if;
  insert into part_stock (part_number, place_id)
  select distinct part_number, place_id from added order by 1, 2 on conflict do nothing;
  update part_stock set on_hand = on_hand + moved.quantity
  from (select part_number, place_id, sum(quantity) as quantity from added group by 1, 2) as moved
  where part_stock.part_number = moved.part_number and part_stock.place_id = moved.place_id;
  return null;
end $$;
create trigger part_movement_counts after insert on part_movement referencing new table as added
  for each statement execute function part_movement_counts();

create function part_stock_was_set() returns trigger language plpgsql set search_path from current as $$
begin
  if pg_trigger_depth() > 1 then return null; end if;
  if tg_op = 'INSERT' then
    insert into part_movement (part_number, place_id, kind, quantity, reason, moved_by)
    select part_number, place_id, 'CORRECTION', on_hand, 'What is on hand was set.', 'system'
    from after_it where on_hand <> 0;
  else
    insert into part_movement (part_number, place_id, kind, quantity, reason, moved_by)
    select part_number, place_id, 'CORRECTION', after_it.on_hand - before_it.on_hand, 'What is on hand was set.', 'system'
    from after_it join before_it using (part_number, place_id) where after_it.on_hand <> before_it.on_hand;
  end if;
  return null;
end $$;
create trigger part_stock_was_made after insert on part_stock referencing new table as after_it
  for each statement execute function part_stock_was_set();
create trigger part_stock_was_changed after update on part_stock
  referencing old table as before_it new table as after_it
  for each statement execute function part_stock_was_set();

-- Few events speak of shipments: whether a car was ever on one is looked up at every report of a carrier.
create index event_log_of_shipments on event_log (production_number) where type = 'AggregationEvent';

-- A load of cars on a carrier: the sum of the ways of its cars.
create table shipment (
  id text primary key,
  status text not null default 'LOADING' check (status in ('LOADING', 'UNDER_WAY', 'UNLOADING', 'ARRIVED')),
  cars int not null default 0,
  -- No references: a carrier may name a place before it is described here.
  from_place text,
  to_place text,
  loaded_at timestamptz(3) not null default now(),
  departed_at timestamptz(3),
  expected_at timestamptz(3),
  arrived_at timestamptz(3)
);
create index shipment_by_time on shipment (loaded_at desc, id desc);
create index shipment_on_the_way on shipment (to_place) where status <> 'ARRIVED';

-- A car's way on a shipment, derived from its events.
create table shipment_leg (
  shipment_id text not null,
  production_number text not null references vehicle on delete cascade,
  loaded_at timestamptz(3) not null,
  from_place text,
  departed_at timestamptz(3),
  -- Null while the car is on it.
  unloaded_at timestamptz(3),
  reached_place text,
  -- Where it is meant to go, and when it is expected there, each with the moment at which it was said last.
  to_place text,
  told_place_at timestamptz(3),
  expected_at timestamptz(3),
  told_expected_at timestamptz(3),
  primary key (shipment_id, production_number)
);
create unique index shipment_of_car on shipment_leg (production_number) where unloaded_at is null;
create index shipment_leg_by_car on shipment_leg (production_number);
