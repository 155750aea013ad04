-- What marketing knows of customers, by the events of the other subgraphs. The sums in customer_fact and
-- customer_spend are counted anew from the rows below whenever one of them changes.
create table customer_fact (
  customer_id text primary key,
  kind text check (kind in ('PERSON', 'ORGANISATION')),
  country text,
  region text,
  locale text,
  birth_year integer,
  purchases integer not null default 0,
  first_sale timestamptz(3),
  last_sale timestamptz(3),
  cars integer not null default 0,
  owned_models text[] not null default '{}',
  services integer not null default 0,
  last_service timestamptz(3),
  consents text[] not null default '{}',
  -- Said no to automated analysis: in no segment.
  profiling_refused boolean not null default false
);

create table customer_spend (
  customer_id text not null references customer_fact,
  currency char(3) not null,
  purchases numeric(14,2) not null,
  services numeric(14,2) not null,
  total numeric(14,2) generated always as (purchases + services) stored,
  primary key (customer_id, currency)
);
create index customer_spend_by_total on customer_spend (currency, total desc, customer_id);

create table purchase (
  sale_id text primary key,
  customer_id text not null references customer_fact,
  vin text not null,
  model_code text,
  sold_at timestamptz(3) not null,
  amount numeric(14,2) not null,
  currency char(3) not null
);
create index purchase_by_customer on purchase (customer_id);
create index purchase_by_vin on purchase (vin);

create table car_role (
  vin text not null,
  customer_id text not null references customer_fact,
  role text not null check (role in ('OWNER', 'DRIVER', 'LESSEE', 'FLEET')),
  since timestamptz(3) not null,
  until timestamptz(3),
  primary key (vin, customer_id, role, since)
);
create index car_role_by_customer on car_role (customer_id);

create table service_visit (
  service_order_id text primary key,
  customer_id text not null references customer_fact,
  vin text not null,
  closed_at timestamptz(3) not null,
  amount numeric(14,2) not null,
  currency char(3) not null
);
create index service_visit_by_customer on service_visit (customer_id);

create table customer_consent (
  customer_id text not null references customer_fact,
  purpose text not null,
  channel text not null,
  recipient text not null,
  given boolean not null,
  at timestamptz(3) not null,
  primary key (customer_id, purpose, channel, recipient)
);

-- Which other departments are at a customer, or were a short while ago: advertising waits for them.
create table customer_contact (
  customer_id text primary key references customer_fact,
  held_by text,
  held_until timestamptz(3),
  contacted_by text,
  -- Until when advertising waits for the last contact.
  contacted_until timestamptz(3),
  check ((held_by is null) = (held_until is null)),
  check ((contacted_by is null) = (contacted_until is null))
);
