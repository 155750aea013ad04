create table customer (
  id text primary key,
  kind text not null check (kind in ('PERSON', 'ORGANISATION')),
  family_name text check (family_name <> ''),
  given_name text check (given_name <> ''),
  organisation_name text check (organisation_name <> ''),
  organisation_type text check (organisation_type in ('FLEET', 'KEY_ACCOUNT', 'PARTNER', 'OTHER')),
  locale text not null default 'zh-CN' check (locale <> ''),
  time_zone text not null default 'Asia/Shanghai' check (time_zone <> ''),
  birth_date date,
  since date not null default current_date,
  registered_at timestamptz(3) not null default now(),
  -- The family name leads where the language of the locale says so.
  display_name text not null generated always as (
    case
      when kind = 'ORGANISATION' then organisation_name
      when locale ~ '^(zh|ja|ko)\M' then coalesce(family_name, '') || coalesce(given_name, '')
      else trim(coalesce(given_name, '') || ' ' || coalesce(family_name, ''))
    end) stored,
  check (case kind
    when 'PERSON' then coalesce(family_name, given_name) is not null
      and organisation_name is null and organisation_type is null
    else organisation_name is not null and family_name is null and given_name is null and birth_date is null
  end)
);
create index customer_by_registration on customer (registered_at, id);

-- One and two characters long pieces of a name: trigrams know no Chinese, and a Chinese name is shorter than they are.
create function name_grams(name text) returns text[] immutable strict parallel safe language sql as $$
  select coalesce(array_agg(distinct substr(lower(name), place, size)), '{}')
  from generate_series(1, length(name)) as place, generate_series(1, 2) as size
  where place + size <= length(name) + 1
$$;
create index customer_by_name on customer using gin (name_grams(display_name));

-- Every static fact as it was set, the first time too: the newest of a field is the one that holds.
create table fact_change (
  id text primary key,
  customer_id text not null references customer,
  field text not null,
  old_value text,
  new_value text,
  source text not null check (source <> ''),
  valid_from timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  changed_by text not null,
  -- The order in which changes of a customer took effect; the clocks of two requests can say otherwise.
  position bigint generated always as identity,
  check (old_value is distinct from new_value)
);
create index fact_change_by_customer on fact_change (customer_id, position);
create index fact_change_by_field on fact_change (customer_id, field, position desc);
