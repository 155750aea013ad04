-- A slot has a row from its first booking on, or when its capacity differs from the station's bays.
create table slot (
  station_id text not null references station,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  capacity int not null check (capacity >= 0),
  booked int not null default 0,
  primary key (station_id, starts_at),
  check (ends_at > starts_at),
  constraint slot_never_overbooked check (booked between 0 and capacity)
);

-- The slots that stations offer by their opening hours, with what is booked of each.
create function offered_slots(stations text[], from_at timestamptz, until_at timestamptz)
returns table (station_id text, starts_at timestamptz, ends_at timestamptz, capacity int, booked int)
language sql stable as $$
  select station.id, offered.starts_at, offered.starts_at + make_interval(mins => station.slot_minutes),
    coalesce(slot.capacity, station.bays), coalesce(slot.booked, 0)
  from station
    cross join lateral generate_series(
      (from_at at time zone station.time_zone)::date::timestamp,
      (until_at at time zone station.time_zone)::date::timestamp,
      interval '1 day') as day
    join opening_hours on opening_hours.station_id = station.id and weekday = extract(isodow from day)
    cross join lateral generate_series(
      day + opens,
      day + closes - make_interval(mins => station.slot_minutes),
      make_interval(mins => station.slot_minutes)) as local_start
    cross join lateral (select local_start at time zone station.time_zone as starts_at) as offered
    left join slot on slot.station_id = station.id and slot.starts_at = offered.starts_at
  where station.id = any(stations) and offered.starts_at >= from_at and offered.starts_at < until_at
$$;

create table appointment (
  id text primary key,
  vin text not null check (length(vin) = 17),
  customer_id text,
  station_id text not null references station,
  purpose text not null check (purpose in ('FIRST_SERVICE', 'MAINTENANCE', 'REPAIR', 'RECALL', 'INSPECTION')),
  status text not null check (status in ('PROPOSED', 'BOOKED', 'CANCELLED', 'DONE')),
  -- MAKER: proposed by the system after an event. CALLER: asked for.
  origin text not null default 'CALLER' check (origin in ('CALLER', 'MAKER')),
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  note text,
  created_at timestamptz(3) not null default now(),
  check (ends_at > starts_at)
);
create unique index appointment_one_first_service on appointment (vin)
  where origin = 'MAKER' and purpose = 'FIRST_SERVICE';
create index appointment_by_vin on appointment (vin, starts_at, id);
create index appointment_by_customer on appointment (customer_id, starts_at, id) where customer_id is not null;
create index appointment_by_station on appointment (station_id, starts_at, id);
