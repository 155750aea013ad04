-- The texts that events came in, whole and compressed by zstd, since the events of one text resemble each other.
create table captured_text (
  capture_id text primary key,
  content bytea not null
);
-- Compressed it is already.
alter table captured_text alter column content set storage external;

-- What the factory and its carriers reported: append-only, everything about a car's life is derived from it.
-- Events are only appended for cars whose rows are locked, so that there is no order or id to look up.
create table event_log (
  production_number text not null,
  -- Counts the car's events as they came: two captures that know the car differently can't both go on.
  nth int not null check (nth > 0),
  event_id text not null,
  -- An error declaration repeats the id of the event that it takes out.
  declares_error boolean not null default false,
  type text not null check (type in ('ObjectEvent', 'AggregationEvent', 'AssociationEvent', 'TransactionEvent', 'TransformationEvent')),
  action text check (action in ('ADD', 'OBSERVE', 'DELETE')),
  event_time timestamptz(3) not null,
  recorded_at timestamptz(3) not null default now(),
  biz_step text,
  disposition text,
  read_point text,
  biz_location text,
  pass text check (pass in ('IN', 'OUT')),
  -- The status code of the system that reported, as it came.
  source_code text,
  vin text,
  tag text,
  engine_number text,
  -- The load that the car is put on or taken off, where it is meant to go, and when it is expected there.
  shipment_id text,
  destination text,
  expected_at timestamptz(3),
  -- Null when nothing was measured.
  measurements jsonb check (measurements <> '[]'),
  -- Null when no part was named.
  parts jsonb check (parts <> '[]'),
  capture_id text not null,
  -- Where the event stands in the text that it came in: a JSON pointer.
  place text not null,
  primary key (production_number, nth)
);
-- An event is asked for by its id alone now and then: filters over stretches of the log cost its writers next to nothing.
create index event_log_by_id on event_log
  using brin (event_id text_bloom_ops (n_distinct_per_range = 2500, false_positive_rate = 0.001))
  with (pages_per_range = 64, autosummarize = on);
create index event_log_by_part on event_log using gin (parts jsonb_path_ops) where parts is not null;

create function event_log_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'event_log is append-only: correct an event with an error declaration';
end $$;
create trigger event_log_append_only before update or delete on event_log
  for each statement execute function event_log_is_append_only();

-- One row for each document that was taken in.
create table capture_job (
  id text primary key,
  created_at timestamptz(3) not null default now(),
  behaviour text not null check (behaviour in ('rollback', 'proceed')),
  events int not null,
  captured int not null,
  errors jsonb not null default '[]'
);
