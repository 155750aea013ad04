create extension if not exists btree_gist with schema platform;

create table charging_session (
  id text primary key,
  vin text not null check (length(vin) = 17),
  charging_point text not null check (charging_point <> ''),
  started_at timestamptz(3) not null,
  ended_at timestamptz(3) not null check (ended_at > started_at),
  energy_kwh numeric(8, 3) not null check (energy_kwh > 0),
  exclude using gist (vin with =, tstzrange(started_at, ended_at) with &&)
);
create index charging_session_by_vin on charging_session (vin, started_at desc, id desc);

create table charging_account (
  vin text primary key,
  customer_id text not null,
  since timestamptz(3) not null
);
