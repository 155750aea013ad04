-- Events that could not be taken, kept as they came until a person decides.
create table kept_apart_event (
  id text primary key,
  -- The first time that it came, and the last.
  received_at timestamptz(3) not null default now(),
  last_received_at timestamptz(3) not null default now(),
  deliveries int not null default 1 check (deliveries > 0),
  -- Null when it came unsigned.
  sender text,
  -- The `source` of the CloudEvent that it came in.
  cloud_event_source text,
  capture_id text references capture_job deferrable initially deferred,
  event_id text,
  production_number text,
  vin text,
  -- What is wrong where: `[{ pointer, message }]`.
  reasons jsonb not null check (jsonb_typeof(reasons) = 'array' and reasons <> '[]'),
  content text not null,
  content_size int not null generated always as (octet_length(content)) stored,
  content_hash text not null,
  state text not null default 'WAITING' check (state in ('WAITING', 'REDRIVEN', 'DISCARDED')),
  decided_at timestamptz(3),
  decided_by text,
  discard_reason text check (discard_reason <> ''),
  check ((state = 'WAITING') = (decided_at is null) and (state = 'WAITING') = (decided_by is null)),
  check ((state = 'DISCARDED') = (discard_reason is not null))
);
-- An event that is sent again while it waits is the same one.
create unique index kept_apart_event_waiting on kept_apart_event (content_hash) where state = 'WAITING';
create index kept_apart_event_by_state on kept_apart_event (state, received_at desc, id desc);
create index kept_apart_event_by_time on kept_apart_event (received_at desc, id desc);
create index kept_apart_event_by_car on kept_apart_event (production_number, received_at desc);
