-- Loads of which all came off, as their carriers said without naming the cars: it goes into the log of each car that is
-- known to have been on the load then, be it later.
create table emptied_load (
  event_id text not null,
  shipment_id text not null,
  -- An error declaration repeats the id of the event that it takes out.
  declares_error boolean not null,
  event_time timestamptz(3) not null,
  recorded_at timestamptz(3) not null default now(),
  biz_step text,
  disposition text,
  biz_location text,
  source_code text,
  -- The text that it came in, and where it stands there.
  capture_id text not null,
  place text not null,
  primary key (event_id, shipment_id, declares_error)
);
create index emptied_load_by_shipment on emptied_load (shipment_id, event_time);

alter table event_log drop constraint event_log_action_check;
alter table event_log add constraint event_log_action_check check (action in ('ADD', 'OBSERVE', 'DELETE', 'EMPTY'));
-- Only emptyings go into it: the cars that one was told to are found when it is declared wrong.
create index event_log_emptied on event_log (event_id) where action = 'EMPTY';

-- A car that was put on and taken off again where it stood has not been on the way: it counts for no shipment.
alter table shipment_leg add column stayed boolean not null default false;
