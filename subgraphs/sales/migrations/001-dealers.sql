create extension if not exists btree_gist with schema platform;

create table territory (
  id text primary key,
  name text not null check (name <> ''),
  parent_id text references territory,
  check (parent_id <> id)
);
create index territory_by_parent on territory (parent_id, name, id);

create table dealer (
  id text primary key,
  name text not null check (name <> ''),
  territory_id text not null references territory,
  street text not null,
  postal_code text,
  city text not null,
  region text not null,
  country char(2) not null default 'CN',
  phone text
);
create index dealer_by_territory on dealer (territory_id, name, id);
create index dealer_by_name on dealer (name, id);
create index dealer_by_region on dealer (region, city);
create index dealer_by_city on dealer (city);

-- A dealer has one contract at a time.
create table dealer_contract (
  number text primary key,
  dealer_id text not null references dealer,
  valid_from date not null,
  valid_until date,
  brands text[] not null check (cardinality(brands) > 0),
  discount_limit_percent numeric(5, 2) not null check (discount_limit_percent between 0 and 100),
  check (valid_until >= valid_from),
  exclude using gist (dealer_id with =, daterange(valid_from, valid_until, '[]') with &&)
);
