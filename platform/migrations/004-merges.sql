-- Customers who were found to be one: whoever is named by the merged id is the survivor. Kept by the customer subgraph
-- in the transaction that merges or unmerges.
create table merged_customer (
  merged_id text primary key,
  merge_id text not null unique,
  into_id text not null,
  -- Whom he stands for now: survivors are merged too.
  survivor_id text not null,
  check (merged_id <> into_id and merged_id <> survivor_id)
);
create index merged_customer_by_survivor on merged_customer (survivor_id);

-- The columns that name customers, in the order in which their rows can go.
create table customer_column (
  place int generated always as identity primary key,
  subgraph text not null,
  relation text not null,
  of_person text not null,
  -- When a row `line` of the merged customer, $1, can't stand beside those of the survivor, $2; and when one of the
  -- survivor gives way to those of the merged. Null for never.
  clash text,
  yields text,
  unique (relation, of_person)
);

-- What a merge did to rows, so that it can be undone: brought by their key to the survivor, or set aside with all they hold.
create table merged_row (
  id bigint generated always as identity primary key,
  merge_id text not null,
  place int not null references customer_column,
  key jsonb not null,
  content jsonb
);
create index merged_row_by_merge on merged_row (merge_id, place);

-- Notes that one is another from now on, and undoes it.
create function note_merge(merge text, merged text, survivor text) returns void language plpgsql security definer as $$
begin
  if not platform.is_system() then
    raise insufficient_privilege using message = 'permission denied: only the program itself merges customers';
  end if;
  update platform.merged_customer set survivor_id = survivor where survivor_id = merged;
  insert into platform.merged_customer (merged_id, merge_id, into_id, survivor_id) values (merged, merge, survivor, survivor);
end $$;
create function forget_merge(merge text) returns void language plpgsql security definer as $$
declare
  restored text;
begin
  if not platform.is_system() then
    raise insufficient_privilege using message = 'permission denied: only the program itself unmerges customers';
  end if;
  delete from platform.merged_customer where merge_id = merge returning merged_id into restored;
  with recursive beneath as (
    select merged_id from platform.merged_customer where into_id = restored
    union
    select next.merged_id from platform.merged_customer as next join beneath on next.into_id = beneath.merged_id
  )
  update platform.merged_customer set survivor_id = restored where merged_id in (select merged_id from beneath);
end $$;

-- The rows of a table that merges into a customer set aside.
create function set_aside(survivor text, relation text) returns setof jsonb language plpgsql stable security definer as $$
begin
  if not platform.is_system() then
    raise insufficient_privilege using message = 'permission denied: only the program itself reads what merges set aside';
  end if;
  return query
    select content from platform.merged_row
    join platform.merged_customer using (merge_id) join platform.customer_column as held using (place)
    where survivor_id = survivor and held.relation = set_aside.relation and content is not null;
end $$;
revoke execute on function note_merge(text, text, text), forget_merge(text), set_aside(text, text) from public;

-- Who an id is now.
create function golden(customer text) returns text language plpgsql stable parallel safe security definer as $$
begin
  return coalesce((select survivor_id from platform.merged_customer where merged_id = customer), customer);
end $$;

create function is_merged(customer text) returns boolean language plpgsql security definer as $$
begin
  return exists (select from platform.merged_customer where merged_id = customer);
end $$;

-- What is written of a merged id is of the survivor.
create function follow_merge() returns trigger language plpgsql as $$
begin
  return jsonb_populate_record(new, jsonb_build_object(tg_argv[0], platform.golden(to_jsonb(new) ->> tg_argv[0])));
end $$;

-- Lets the rows of a table go with the customer whom a column names. Called in the order in which rows can go: what
-- refers to others before them.
create procedure follow_merges(followed regclass, of_person text, clash text default null, yields text default null)
language plpgsql as $$
declare
  schema_name text;
begin
  select replace(nspname, '_', '-') into schema_name
  from pg_class join pg_namespace on pg_namespace.oid = relnamespace where pg_class.oid = followed;
  insert into platform.customer_column (subgraph, relation, of_person, clash, yields)
  values (schema_name, format('%I.%I', replace(schema_name, '-', '_'), (select relname from pg_class where oid = followed)),
    of_person, clash, yields);
  execute format('create trigger %1$I before insert or update of %2$I on %3$s for each row
    when (current_setting(''autograph.moving'', true) is distinct from ''on'' and platform.is_merged(new.%2$I))
    execute function platform.follow_merge(%2$L)', 'follow_merge_of_' || of_person, of_person, followed);
end $$;
revoke execute on procedure follow_merges(regclass, text, text, text) from public;

-- The key of a row `line`, without the customer whom it names.
create function key_of(relation regclass, of_person text) returns text language sql stable as $$
  select coalesce('jsonb_build_object(' || string_agg(format('%L, line.%I', attname, attname), ', ' order by attname) || ')',
    '''{}''::jsonb')
  from pg_index join pg_attribute on attrelid = indrelid and attnum = any (indkey)
  where indrelid = relation and indisprimary and attname <> of_person
$$;

-- The columns of a table that can be written.
create function columns_of(relation regclass, prefix text) returns text language sql stable as $$
  select string_agg(prefix || quote_ident(attname), ', ' order by attnum) from pg_attribute
  where attrelid = relation and attnum > 0 and not attisdropped and attgenerated = ''
$$;

-- Takes rows out and keeps all they hold. By whom they made somebody a dealer's, he still is.
create procedure set_aside(merge text, named customer_column, condition text, merged text, survivor text) language plpgsql as $$
begin
  execute format('
    with aside as (
      select line.ctid as here, %1$s as key, to_jsonb(line) as content from %2$s as line where %3$s
    ), reached as (
      update platform.customer_reach set reason = ''MERGED '' || reason
      where customer_id in ($1, $2) and reason not like ''MERGED %%'' and reference in (select content ->> ''id'' from aside)
    ), gone as (
      delete from %2$s as line where ctid in (select here from aside)
    )
    insert into platform.merged_row (merge_id, place, key, content) select $3, $4, key, content from aside',
    platform.key_of(named.relation::regclass, named.of_person), named.relation, condition)
  using merged, survivor, merge, named.place;
end $$;
revoke execute on procedure set_aside(text, customer_column, text, text, text) from public;

-- Keeps those waiting who write a subgraph's rows of customers, so that no row of theirs stays behind a merge. Whoever
-- would have to wait long for them gives way, and tries again.
create procedure keep_writers_waiting(of_subgraph text) language plpgsql as $$
declare
  patience constant text := current_setting('lock_timeout');
  relation text;
begin
  perform set_config('lock_timeout', '300ms', true);
  for relation in
    select distinct each.relation from platform.customer_column as each
    where subgraph = of_subgraph and each.relation not like 'platform.%'
  loop
    execute format('lock table %s in share row exclusive mode', relation);
  end loop;
  perform set_config('lock_timeout', patience, true);
end $$;
revoke execute on procedure keep_writers_waiting(text) from public;

-- Brings a subgraph's rows of a merged customer to the one into whom he was merged; `alone` when others write meanwhile.
create function move_rows(of_subgraph text, merge text, alone boolean) returns void language plpgsql security definer as $$
declare
  merged text;
  survivor text;
  named platform.customer_column;
begin
  if not platform.is_system() then
    raise insufficient_privilege using message = 'permission denied: only the program itself merges customers';
  end if;
  select merged_id, into_id into merged, survivor from platform.merged_customer where merge_id = merge;
  if not found then
    return;
  end if;
  perform set_config('autograph.moving', 'on', true);
  if alone then
    call platform.keep_writers_waiting(of_subgraph);
  end if;
  for named in select * from platform.customer_column where subgraph = of_subgraph order by place loop
    if named.yields is not null then
      call platform.set_aside(merge, named, format('line.%I = $2 and (%s)', named.of_person, named.yields),
        merged, survivor);
    end if;
    if named.clash is not null then
      call platform.set_aside(merge, named, format('line.%I = $1 and (%s)', named.of_person, named.clash),
        merged, survivor);
    end if;
    execute format('
      with brought as (update %1$s as line set %2$I = $2 where %2$I = $1 returning %3$s as key)
      insert into platform.merged_row (merge_id, place, key) select $3, $4, key from brought',
      named.relation, named.of_person, platform.key_of(named.relation::regclass, named.of_person))
    using merged, survivor, merge, named.place;
  end loop;
  perform set_config('autograph.moving', '', true);
end $$;

-- Undoes what `move_rows` did to a subgraph's rows, once the merge itself is undone.
create function move_rows_back(of_subgraph text, merge text, merged text, survivor text, alone boolean) returns void
language plpgsql security definer as $$
declare
  named platform.customer_column;
begin
  if not platform.is_system() or exists (select from platform.merged_customer where merge_id = merge) then
    raise insufficient_privilege using message = 'permission denied: only the program itself unmerges customers';
  end if;
  perform set_config('autograph.moving', 'on', true);
  if alone then
    call platform.keep_writers_waiting(of_subgraph);
  end if;
  for named in select * from platform.customer_column where subgraph = of_subgraph order by place desc loop
    execute format('
      update %1$s as line set %2$I = $1 from platform.merged_row as told
      where told.merge_id = $3 and told.place = $4 and told.content is null and line.%2$I = $2 and told.key = %3$s',
      named.relation, named.of_person, platform.key_of(named.relation::regclass, named.of_person))
    using merged, survivor, merge, named.place;
    update platform.customer_reach
    set reason = substr(reason, length('MERGED ') + 1), customer_id = told.content ->> named.of_person
    from platform.merged_row as told
    where told.merge_id = merge and told.place = named.place and reason like 'MERGED %'
      and customer_id in (merged, survivor) and reference = told.content ->> 'id';
    execute format('insert into %1$s (%2$s) overriding system value
      select %3$s from platform.merged_row as told cross join jsonb_populate_record(null::%1$s, told.content) as line
      where told.merge_id = $1 and told.place = $2 and told.content is not null
      on conflict do nothing',
      named.relation, platform.columns_of(named.relation::regclass, ''), platform.columns_of(named.relation::regclass, 'line.'))
    using merge, named.place;
    delete from platform.merged_row where merge_id = merge and place = named.place;
  end loop;
  perform set_config('autograph.moving', '', true);
end $$;
revoke execute on function move_rows(text, text, boolean), move_rows_back(text, text, text, text, boolean) from public;
