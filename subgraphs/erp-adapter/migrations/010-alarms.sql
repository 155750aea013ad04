-- What is wrong with a car on the line, as its events show it. A row stays when it is over, and opens again if it recurs.
create table production_alarm (
  id text primary key default 'alarm-' || gen_random_uuid(),
  production_number text not null references production_order,
  kind text not null check (kind in (
    'STATION_SKIPPED', 'TAG_NOT_CARRIED', 'TAG_ON_TWO_BODIES', 'AT_TWO_STATIONS', 'READ_AFTER_LEAVING', 'RELEASE_BLOCKED')),
  -- No reference: a plant may report a place before it is described here.
  station_id text,
  tag text,
  -- When it happened on the line.
  happened_at timestamptz(3) not null,
  raised_at timestamptz(3) not null default now(),
  cleared_at timestamptz(3),
  acknowledged_at timestamptz(3),
  acknowledged_by text,
  note text check (note <> ''),
  unique nulls not distinct (production_number, kind, station_id, tag),
  check (num_nulls(acknowledged_at, acknowledged_by, note) in (0, 3))
);
create index production_alarm_by_time on production_alarm (raised_at desc, id desc);
create index production_alarm_standing on production_alarm (raised_at desc, id desc) where cleared_at is null;
create index production_alarm_by_tag on production_alarm (tag) where kind = 'TAG_ON_TWO_BODIES' and cleared_at is null;
