-- Who asks, as the database itself verifies it: the policies of every subgraph read it through these functions alone.
-- A request's statements carry the principal as text in `autograph.principal`: 64 hexadecimal digits, the HMAC-SHA256
-- of the rest; then, each after a unit separator, the second until which it holds, role, dealer, dealer group, region,
-- customer and fleet. Whoever sets another text has no signature for it, and is nobody.
create table principal_key (
  one boolean primary key default true check (one),
  key bytea not null check (length(key) = 64),
  -- The key as HMAC uses it.
  inner_pad bytea not null,
  outer_pad bytea not null
);
do $$
declare
  key constant bytea := sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
    || sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'));
  inner_pad bytea := key;
  outer_pad bytea := key;
begin
  for place in 0..63 loop
    inner_pad := set_byte(inner_pad, place, get_byte(key, place) # 54);
    outer_pad := set_byte(outer_pad, place, get_byte(key, place) # 92);
  end loop;
  insert into platform.principal_key (key, inner_pad, outer_pad) values (key, inner_pad, outer_pad);
end $$;

-- The login that serves a subgraph's requests: it owns nothing. Nobody but the owner reads this.
create table login (
  schema_name text primary key,
  role_name text not null unique,
  password text not null
);

-- Called immutable so that a connection reads the key once, and not with every statement.
create function inner_pad() returns bytea language plpgsql immutable parallel safe as $$
begin
  return (select inner_pad from platform.principal_key);
end $$;
create function outer_pad() returns bytea language plpgsql immutable parallel safe as $$
begin
  return (select outer_pad from platform.principal_key);
end $$;
revoke execute on function inner_pad(), outer_pad() from public;

-- A field of the principal: empty when it has none, null when nobody that can be believed is named. The names in it
-- mean what they should in any search path, since no login can make a function of its own. One expression says it all:
-- each one is made ready anew in each transaction.
create function told(field int) returns text language plpgsql stable parallel safe security definer as $$
declare
  given constant text := current_setting('autograph.principal', true);
begin
  return case
    when encode(sha256(platform.outer_pad() || sha256(platform.inner_pad() || convert_to(substr(given, 65), 'UTF8'))), 'hex')
        = left(given, 64)
      and split_part(given, chr(31), 2)::bigint > extract(epoch from statement_timestamp())
    then split_part(given, chr(31), field)
  end;
end $$;

-- What follows is written in SQL, so that a plan has it as its own.

-- The program itself at work, on nobody's behalf: reactions, connectors, ingest, and what mutations settle between dealers.
create function is_system() returns boolean language sql stable parallel safe as $$
  select coalesce(platform.told(3) = 'system', false)
$$;

-- Whoever is bound to no dealer, no territory and no person; and who has one more role, where that sees all too.
create function sees_all(one_more text default null) returns boolean language sql stable parallel safe as $$
  select coalesce(platform.told(3) in ('system', 'developer', 'call-centre', 'compliance', one_more), false)
$$;

create function has_role(variadic roles text[]) returns boolean language sql stable parallel safe as $$
  select coalesce(platform.told(3) = any (roles), false)
$$;

-- Who looks at customers as groups: what he is shown of one is masked elsewhere.
create function is_analyst() returns boolean language sql stable parallel safe as $$
  select coalesce(platform.told(3) = 'marketing-analyst', false)
$$;

-- Whoever works at the maker or at a dealer, and so with cars and people: neither machines nor customers.
create function is_staff() returns boolean language sql stable parallel safe as $$
  select coalesce(platform.told(3) in ('system', 'developer', 'call-centre', 'compliance', 'dealer',
    'dealer-sales', 'dealer-service', 'regional-manager', 'key-account', 'marketing-analyst'), false)
$$;

-- Whoever works at the maker, and sets what holds for all.
create function is_maker() returns boolean language sql stable parallel safe as $$
  select coalesce(platform.told(3) in ('system', 'developer', 'call-centre', 'compliance', 'key-account',
    'marketing-analyst'), false)
$$;

-- Where dealers belong: kept by the sales subgraph, so that a dealer who moves is seen by another manager at once.
create table dealer_reach (
  dealer_id text primary key,
  group_id text,
  -- The territory of the dealer and all above it.
  territories text[] not null default '{}'
);
create index dealer_reach_by_group on dealer_reach (group_id) where group_id is not null;
create index dealer_reach_by_territory on dealer_reach using gin (territories);

-- The dealers whose rows the principal sees: his own, those of his group, or those of his territory.
create function dealers() returns text[] language plpgsql stable parallel safe security definer as $$
declare
  role constant text := platform.told(3);
begin
  if role in ('dealer', 'dealer-sales', 'dealer-service') then
    if platform.told(5) = '' then
      return array_remove(array[platform.told(4)], '');
    end if;
    return array(select dealer_id from platform.dealer_reach where group_id = platform.told(5))
      || array_remove(array[platform.told(4)], '');
  end if;
  if role = 'regional-manager' and platform.told(6) <> '' then
    return array(select dealer_id from platform.dealer_reach where territories @> array[platform.told(6)]);
  end if;
  return '{}';
end $$;

-- The one desk of a dealer that the principal works at: what the other one works with is not his. Null for everybody else.
create function desk() returns text language sql stable parallel safe as $$
  select case platform.told(3) when 'dealer-sales' then 'SALES' when 'dealer-service' then 'SERVICE' end
$$;

-- The dealers whose rows of a desk the principal sees.
create function dealers_at(of_desk text) returns text[] language sql stable parallel safe as $$
  select case when platform.desk() <> of_desk then '{}' else platform.dealers() end
$$;

-- The customers that the principal is: himself, and the organisation whose fleet he looks after.
create function own_persons() returns text[] language plpgsql stable parallel safe as $$
begin
  if platform.told(3) in ('customer', 'key-account') then
    return array_remove(array[platform.golden(platform.told(7)), platform.golden(platform.told(8))], '');
  end if;
  return '{}';
end $$;

-- Which customers are which dealers', and by what: kept in the transactions of what makes and ends it, so that access
-- moves at once. A customer is a dealer's by any of the reasons that hold.
create table customer_reach (
  -- Such as LEAD, and which of them.
  reason text not null,
  reference text not null,
  customer_id text not null,
  dealer_id text not null,
  -- Null when no end is known.
  until timestamptz,
  primary key (reason, reference, customer_id, dealer_id)
);
create index customer_reach_by_customer on customer_reach (customer_id, dealer_id);
create index customer_reach_by_dealer on customer_reach (dealer_id, customer_id);

-- Customers who said last that their data are not to be shared with a dealer: no reason holds against it.
create table sharing_refused (
  customer_id text not null,
  dealer_id text not null,
  primary key (customer_id, dealer_id)
);

-- Keeps the reasons of a table by its rows before and after a statement; a merged customer's are the survivor's.
create function keep_reach() returns trigger language plpgsql security definer as $$
begin
  if tg_op <> 'INSERT' then
    delete from platform.customer_reach where reason = tg_argv[0] and reference in (select id from before);
  end if;
  if tg_op <> 'DELETE' then
    execute format('insert into platform.customer_reach (reason, reference, customer_id, dealer_id, until)
      select %L, reference, coalesce(survivor_id, customer_id), dealer_id, until
      from (%s) as told (reference, customer_id, dealer_id, until)
      left join platform.merged_customer on merged_id = customer_id
      where customer_id is not null and dealer_id is not null
      on conflict do nothing', tg_argv[0], tg_argv[1]);
  end if;
  return null;
end $$;
revoke execute on function keep_reach() from public;

-- Whoever does not see a customer writes nothing that names him: were it a reason, an id would be enough to see its person.
create function refuse_strangers() returns trigger language plpgsql as $$
declare
  strange boolean;
begin
  -- The owner, who loads, is nobody's principal.
  if platform.told(3) is null or platform.sees_all('marketing-analyst') then
    return null;
  end if;
  execute format('select exists (
    select from (%s) as told (reference, customer_id, dealer_id, until)
    where customer_id is not null and dealer_id is not null%s and not platform.sees_customer(platform.golden(customer_id)))',
    tg_argv[0],
    case when tg_op = 'UPDATE'
      then ' and not exists (select from before where id = reference and before.customer_id = told.customer_id)'
      else '' end) into strange;
  if strange then
    raise insufficient_privilege using message = format('a row of %s names a customer whom the principal does not see', tg_table_name);
  end if;
  return null;
end $$;

-- Refuses rows of a table that name customers whom the principal does not see; the query gives, as that of a reason,
-- those of `changed` that name one whom he need see.
create procedure know_customers(source regclass, query text) language plpgsql as $$
begin
  execute format('create trigger known_by_insert after insert on %s referencing new table as changed
    for each statement execute function platform.refuse_strangers(%L)', source, query);
  execute format('create trigger known_by_update after update on %s referencing old table as before new table as changed
    for each statement execute function platform.refuse_strangers(%L)', source, query);
end $$;
revoke execute on procedure know_customers(regclass, text) from public;

-- Makes rows of a table reasons: the query gives reference (the row's id), customer, dealer and end of those that are
-- one from the table `changed`.
create procedure tell_reach(source regclass, reason text, query text) language plpgsql as $$
begin
  execute format('create trigger reach_by_insert after insert on %s referencing new table as changed
    for each statement execute function platform.keep_reach(%L, %L)', source, reason, query);
  execute format('create trigger reach_by_update after update on %s referencing old table as before new table as changed
    for each statement execute function platform.keep_reach(%L, %L)', source, reason, query);
  execute format('create trigger reach_by_delete after delete on %s referencing old table as before
    for each statement execute function platform.keep_reach(%L, %L)', source, reason, query);
  -- By their names these come before those above, which make the reason.
  call platform.know_customers(source, query);
  -- Also while a load has references checked at its end.
  execute format('alter table %s enable always trigger reach_by_insert, enable always trigger reach_by_update,
    enable always trigger reach_by_delete', source);
  execute format('with changed as (select * from %s)
    insert into platform.customer_reach (reason, reference, customer_id, dealer_id, until)
    select %L, told.* from (%s) as told (reference, customer_id, dealer_id, until)
    where customer_id is not null and dealer_id is not null', source, reason, query);
end $$;
revoke execute on procedure tell_reach(regclass, text, text) from public;

-- Lets transactions that have published commit, and those that want to publish wait, until this one ends.
create function hold_events() returns void language plpgsql security definer as $$
begin
  if not platform.is_system() and session_user <> current_user then
    raise insufficient_privilege using message = 'permission denied: only the program itself holds events';
  end if;
  lock table platform.event in share mode;
end $$;

-- Puts a table under row security: the owner, who migrates and loads, sees all of it, and everybody else the rows of
-- the condition, for reading and writing; where another one is named for writing, for reading alone.
create procedure guard(guarded regclass, condition text, writing text default null) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded);
  execute format('create policy owner on %s to current_user using (true) with check (true)', guarded);
  if writing is null then
    execute format('create policy rows on %s using (%s) with check (%2$s)', guarded, condition);
    return;
  end if;
  execute format('create policy rows on %s for select using (%s)', guarded, condition);
  execute format('create policy inserted on %s for insert with check (%s)', guarded, writing);
  execute format('create policy updated on %s for update using (%s) with check (%2$s)', guarded, writing);
  execute format('create policy deleted on %s for delete using (%s)', guarded, writing);
end $$;
revoke execute on procedure guard(regclass, text, text) from public;

-- Puts several tables under the same conditions.
create procedure guard_each(tables text[], condition text, writing text) language plpgsql as $$
declare
  guarded text;
begin
  foreach guarded in array tables
  loop
    call platform.guard(guarded::regclass, condition, writing);
  end loop;
end $$;
revoke execute on procedure guard_each(text[], text, text) from public;

-- Whether something told of somebody when it was shown, under any of the ids that he had.
create function told_of(shown text, shown_at timestamptz, person text) returns boolean language sql stable
begin atomic
  select exists (
    select from platform.access_subject as told
    where told.subject = shown and shown_at >= told.since and (told.until is null or shown_at < told.until)
      and (told.customer_id = person
        or told.customer_id in (select merged_id from platform.merged_customer where survivor_id = person)));
end;

call guard('principal_key', 'false');
call guard('login', 'false');
call guard('event', '(select platform.is_system())');
call guard('delivery', '(select platform.is_system())');
call guard('subscription', '(select platform.is_system())');
call guard('mutation_call', '(select platform.is_system())');
call guard('data_export', '(select platform.is_system())');
call guard('data_export_part', '(select platform.is_system())');
call guard('erasure', '(select platform.is_system())');
call guard('erasure_item', '(select platform.is_system())');
call guard('customer_column', 'false');
call guard('merged_row', 'false');
call guard('access_book', '(select platform.is_system())');
call guard('access_entry', '(select platform.is_system()) or (select platform.has_role(''developer'', ''compliance''))
  or ((select platform.has_role(''customer'')) and (platform.golden(customer_id) = (select platform.golden(platform.told(7)))
    or platform.told_of(subject, at, (select platform.golden(platform.told(7))))))');
call guard('access_subject', '(select platform.is_system()) or (select platform.has_role(''developer'', ''compliance''))
  or platform.golden(customer_id) = any ((select platform.own_persons())::text[])');
-- These two are asked on behalf of dealers alone: whoever sees all is asked for no reason. So they stay short, since each
-- plan that reads rows about a customer has them in it.
call guard('customer_reach',
  'dealer_id = any ((select platform.dealers())::text[]) and (until is null or until > now())
     and not exists (
       select from platform.sharing_refused as refused
       where refused.customer_id = customer_reach.customer_id and refused.dealer_id = customer_reach.dealer_id)');
call guard('sharing_refused', 'dealer_id = any ((select platform.dealers())::text[])');
call guard('open_case', '(select platform.sees_all())');

-- Rows about a customer: everybody's who sees all, with one more role where it is named, his dealers', and his own.
create function rows_of_customer(customer text, one_more text default null) returns text language sql immutable as $$
  select format('(select platform.sees_all(%2$L))
    or exists (select from platform.customer_reach as reach where reach.customer_id = %1$s)
    or %1$s = any ((select platform.own_persons())::text[])', customer, one_more)
$$;

call guard('merged_customer', rows_of_customer('merged_customer.survivor_id', 'marketing-analyst'));

-- Whether the principal sees rows about a customer, for what is told without a row.
create function sees_customer(customer text) returns boolean language plpgsql stable as $$
begin
  return platform.sees_all() or customer = any (platform.own_persons())
    or exists (select from platform.customer_reach where customer_id = customer);
end $$;
