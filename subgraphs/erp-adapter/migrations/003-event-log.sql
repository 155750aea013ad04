-- What the factory and its carriers reported: append-only, everything about a car's life is derived from it.
create table event_log (
  seq bigint generated always as identity primary key,
  event_id text not null,
  -- An error declaration repeats the id of the event that it takes out.
  declares_error boolean not null default false,
  production_number text not null references production_order,
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
  measurements jsonb not null default '[]',
  parts jsonb not null default '[]',
  capture_id text not null,
  -- The event as it came.
  source jsonb not null,
  unique (event_id, declares_error)
);
create index event_log_by_car on event_log (production_number, event_time);
create index event_log_by_station on event_log (read_point, production_number) where read_point is not null;
create index event_log_by_part on event_log using gin (parts jsonb_path_ops) where parts <> '[]';

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
