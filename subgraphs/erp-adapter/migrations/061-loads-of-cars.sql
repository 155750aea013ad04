-- One event can name many cars by their VINs; those noted before named one, and none of them is known here.
alter table event_by_vin drop constraint event_by_vin_pkey;
alter table event_by_vin add column vin text not null default '';
alter table event_by_vin add primary key (event_id, declares_error, vin);

-- The production numbers and VINs that an event names: it is taken when the last of them is known.
alter table kept_apart_event add column car_names text[] not null default '{}';
update kept_apart_event set car_names = array_remove(array[production_number, vin], null) where state = 'WAITING';
create index kept_apart_event_by_names on kept_apart_event using gin (car_names) where state = 'WAITING';
