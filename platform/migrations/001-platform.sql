-- What happened, in every subgraph: the outbox of all, written in the transaction of the change.
create table event (
  id bigint generated always as identity primary key,
  type text not null,
  key text not null,
  payload jsonb not null,
  recorded_at timestamptz(3) not null default now()
);
create index event_by_key on event (key, id);

-- Which subgraph reacts to which events.
create table subscription (
  type text not null,
  consumer text not null,
  primary key (type, consumer)
);

-- Events not yet taken up by a subgraph; a row goes in the transaction of its effect.
create table delivery (
  consumer text not null,
  event_id bigint not null references event,
  key text not null,
  attempts int not null default 0,
  not_before timestamptz not null default now(),
  given_up_at timestamptz,
  error text,
  primary key (consumer, event_id)
);
create index delivery_by_key on delivery (consumer, key, event_id);

-- Calls of mutations that took effect, by the caller and his key.
create table mutation_call (
  caller text not null,
  field text not null,
  idempotency_key text not null,
  input_hash text not null,
  outcome jsonb,
  called_at timestamptz(3) not null default now(),
  primary key (caller, field, idempotency_key)
);
