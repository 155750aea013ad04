create table station (
  id text primary key,
  dealer_id text not null,
  name text not null check (name <> ''),
  address text not null,
  city text not null,
  region text not null,
  time_zone text not null default 'Asia/Shanghai',
  currency char(3) not null default 'CNY',
  bays int not null check (bays > 0),
  technicians int not null default 0 check (technicians >= 0),
  slot_minutes int not null default 120 check (slot_minutes between 15 and 480)
);
create index station_by_name on station (name, id);
create index station_by_dealer on station (dealer_id, name, id);
create index station_by_city on station (city, name, id);
create index station_by_region on station (region, name, id);

-- Local time of the station; Monday is 1. A day without a row is closed.
create table opening_hours (
  station_id text not null references station on delete cascade,
  weekday int not null check (weekday between 1 and 7),
  opens time not null,
  closes time not null,
  primary key (station_id, weekday, opens),
  check (closes > opens)
);
