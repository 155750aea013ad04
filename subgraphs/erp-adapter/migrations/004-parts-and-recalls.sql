create table part (
  number text primary key,
  name_zh text not null,
  name_en text not null,
  unit text not null default 'PCE'
);

create table part_stock (
  part_number text not null references part,
  place_id text not null references place,
  on_hand numeric(14, 3) not null default 0 check (on_hand >= 0),
  reserved numeric(14, 3) not null default 0 check (reserved >= 0),
  primary key (part_number, place_id),
  check (reserved <= on_hand)
);

-- Recalls whose criteria are kept, so that a car built later is covered too.
create table open_recall (
  recall_id text primary key,
  model_codes text[],
  vin_from text,
  vin_to text,
  built_from date,
  built_to date,
  station text,
  -- Matches a part in event_log.parts by containment.
  part jsonb
);

-- Cars that were named to the service subgraph.
create table recall_scope (
  recall_id text not null references open_recall,
  vin text not null,
  primary key (recall_id, vin)
);
