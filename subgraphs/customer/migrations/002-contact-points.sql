create table contact_point (
  id text primary key,
  customer_id text not null references customer,
  kind text not null check (kind in ('PHONE', 'EMAIL', 'WECHAT', 'MAIL', 'ADDRESS')),
  -- Normalised: E.164, lower case, or the address in one line.
  value text not null check (value <> ''),
  label text check (label <> ''),
  country text check (country ~ '^[A-Z]{2}$'),
  region text,
  city text,
  district text,
  street text,
  postal_code text,
  source text not null check (source <> ''),
  valid_from timestamptz(3) not null,
  valid_until timestamptz(3),
  updated_by text not null,
  check (valid_until >= valid_from),
  check (kind <> 'PHONE' or value ~ '^\+[1-9][0-9]{4,14}$'),
  check (kind not in ('EMAIL', 'WECHAT') or value = lower(value)),
  check (kind not in ('MAIL', 'ADDRESS') or country is not null)
);
create unique index contact_point_once on contact_point (customer_id, kind, value) where valid_until is null;
create index contact_point_by_value on contact_point (value, kind) where valid_until is null;
create index contact_point_by_region on contact_point (region, customer_id) where valid_until is null and kind = 'ADDRESS';
create index contact_point_by_customer on contact_point (customer_id, valid_from desc, id desc);
