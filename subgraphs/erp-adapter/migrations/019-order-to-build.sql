-- That a car went past a station is told by its alarm alone.
drop index vehicle_with_alarm;
alter table vehicle drop column skipped_stations;
create index production_alarm_skipped on production_alarm (production_number)
  where kind = 'STATION_SKIPPED' and cleared_at is null;

-- How far the plant is, derived from the set of ERP statuses.
alter table vehicle add column production_state text not null default 'PLANNED'
  check (production_state in ('PLANNED', 'SCHEDULED', 'IN_PRODUCTION', 'COMPLETED', 'CANCELLED'));
create index vehicle_by_state on vehicle (production_state, production_number);
create index production_order_by_start on production_order ((coalesce(planned_start, 'infinity')), production_number);
create index production_order_by_end on production_order ((coalesce(planned_end, 'infinity')), production_number);
create index production_order_by_creation on production_order (created_at desc, production_number desc);
create index production_order_by_plant
  on production_order (plant_id, (coalesce(planned_start, 'infinity')), production_number);
create index production_order_by_model
  on production_order (model_code, (coalesce(planned_start, 'infinity')), production_number);

-- Work over all rows that a newer version does once, some rows at a time, and how far it has come.
create table catching_up (
  name text primary key,
  -- The last row that is done, by its key.
  reached text not null default ''
);
-- Cars that were there before there were alarms.
insert into catching_up (name) select 'alarms' where exists (select from vehicle);

-- Versions of a model's route and quality plan. Version 1 is what was there before any was made, and has no row.
create table model_version (
  plan text not null check (plan in ('ROUTE', 'QUALITY_PLAN')),
  model_code text not null references vehicle_model,
  version int not null check (version > 1),
  -- Of versions that are valid at a time the one made last holds.
  valid_from timestamptz(3) not null,
  made_at timestamptz(3) not null,
  made_by text not null,
  primary key (plan, model_code, version)
);
alter table route_step
  add column version int not null default 1 check (version > 0),
  drop constraint route_step_pkey,
  drop constraint route_step_model_code_station_id_key,
  add primary key (model_code, version, position),
  add unique (model_code, version, station_id);
alter table quality_limit
  add column version int not null default 1 check (version > 0),
  drop constraint quality_limit_pkey,
  add primary key (model_code, version, measure);
-- What the car is built and judged by; null until it is scheduled or begun.
alter table production_order
  add column route_version int check (route_version > 0),
  add column quality_version int check (quality_version > 0);
update production_order set route_version = 1, quality_version = 1
where planned_start is not null
  or production_number in (select production_number from vehicle where status not in ('ORDERED', 'ACCEPTED', 'SCHEDULED'));

-- Tests and repairs, an eighth of what a plant reports: by time and by car.
create index event_log_tests on event_log (event_time) where biz_step in ('inspecting', 'repairing');
create index event_log_tests_by_car on event_log (production_number, event_time)
  where biz_step in ('inspecting', 'repairing');
