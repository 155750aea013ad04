-- A person's name as it is written: the family name leads where the language of the locale says so.
create function written_name(locale text, family_name text, given_name text) returns text
language sql immutable parallel safe as $$
  select case
    when locale ~ '^(zh|ja|ko)\M' then coalesce(family_name, '') || coalesce(given_name, '')
    else trim(coalesce(given_name, '') || ' ' || coalesce(family_name, ''))
  end
$$;

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
  display_name text not null generated always as (
    case kind
      when 'ORGANISATION' then organisation_name
      else customer.written_name(locale, family_name, given_name)
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

-- The names that a person had as they were written, after each change of one. What he was not called by yet, he is called
-- by what he is now: half a name is many people's.
create function former_names(person text) returns setof text language sql stable as $$
  select distinct customer.written_name(locale, family_name, given_name)
  from (
    select distinct changed_at from customer.fact_change
    where customer_id = person and field in ('FAMILY_NAME', 'GIVEN_NAME', 'LOCALE')
  ) as moment
  cross join lateral (
    select max(new_value) filter (where field = 'LOCALE') as locale,
      max(new_value) filter (where field = 'FAMILY_NAME') as family_name,
      max(new_value) filter (where field = 'GIVEN_NAME') as given_name
    from (
      select distinct on (field) field, new_value
      from (
        select field, new_value, position from customer.fact_change
        where customer_id = person and changed_at <= moment.changed_at
        union all
        select now.field, now.value, 0 from customer.customer
        cross join lateral (values ('LOCALE', locale), ('FAMILY_NAME', family_name), ('GIVEN_NAME', given_name))
          as now (field, value)
        where id = person
      ) as told
      order by field, position desc
    ) as latest
  ) as held
$$;
