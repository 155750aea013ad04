-- That a car went past a station is told by its alarm alone.
drop index vehicle_with_alarm;
alter table vehicle drop column skipped_stations;
create index production_alarm_skipped on production_alarm (production_number)
  where kind = 'STATION_SKIPPED' and cleared_at is null;

-- How far the plant is, from the set of ERP statuses.
alter table vehicle add column production_state text not null generated always as (case
  when 'DLFL' = any(erp_statuses) then 'CANCELLED'
  when 'CNF' = any(erp_statuses) then 'COMPLETED'
  when 'REL' = any(erp_statuses) then 'IN_PRODUCTION'
  when 'CRTD' = any(erp_statuses) then 'SCHEDULED'
  else 'PLANNED' end) stored;
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
