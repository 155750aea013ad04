alter table dealer
  -- The group of dealers that it belongs to, whose people see the rows of all of them.
  add group_id text;

-- Where a dealer belongs is known to all subgraphs as soon as it changes.
create function tell_dealer_reach() returns trigger language plpgsql security definer set search_path = sales, platform as $$
begin
  if tg_table_name = 'dealer' and tg_op = 'DELETE' then
    delete from platform.dealer_reach where dealer_id = old.id;
    return null;
  end if;
  insert into platform.dealer_reach (dealer_id, group_id, territories)
  select dealer.id, dealer.group_id, array(
    with recursive above as (
      select id, parent_id from territory where id = dealer.territory_id
      union
      select territory.id, territory.parent_id from territory join above on territory.id = above.parent_id
    )
    select id from above)
  -- A territory that moves takes all beneath it along: there are few dealers, and it is rare.
  from dealer where tg_table_name = 'territory' or dealer.id = new.id
  on conflict (dealer_id) do update set group_id = excluded.group_id, territories = excluded.territories;
  return null;
end $$;
revoke execute on function tell_dealer_reach() from public;
create trigger dealer_reach after insert or delete or update of id, territory_id, group_id on dealer
  for each row execute function tell_dealer_reach();
create trigger dealer_reach after update of parent_id on territory for each row execute function tell_dealer_reach();
alter table dealer enable always trigger dealer_reach;
alter table territory enable always trigger dealer_reach;
update dealer set territory_id = territory_id;

-- Whose customers are whose: by open leads and opportunities, by orders that are not over, by roles on cars.
call platform.tell_reach('lead', 'LEAD', $$
  select id, customer_id, dealer_id, null::timestamptz from changed where status in ('NEW', 'RESPONDED') $$);
call platform.tell_reach('sales_cycle', 'SALES_CYCLE', $$
  select id, customer_id, dealer_id, null::timestamptz from changed where status = 'OPEN' $$);
call platform.tell_reach('sales_order', 'SALES_ORDER', $$
  select id, customer_id, dealer_id, null::timestamptz from changed
  where status not in ('DELIVERED', 'CANCELLED', 'EXPIRED') $$);
call platform.tell_reach('vehicle_participant', 'VEHICLE_PARTICIPANT', $$
  select id, customer_id, dealer_id, valid_until from changed $$);

-- Of whom a lead and a plate tell, for the list of who saw whom; a merge moves it with its rows.
create function tell_access_subject() returns trigger language plpgsql security definer as $$
begin
  if tg_table_name = 'lead' then
    if tg_op = 'UPDATE' then
      delete from platform.access_subject as told using before join changed using (id)
      where told.subject = 'Lead ' || before.id and told.customer_id = before.customer_id
        and changed.customer_id is not null;
    end if;
    insert into platform.access_subject (subject, customer_id, since)
    select 'Lead ' || id, customer_id, captured_at from changed where customer_id is not null
    on conflict do nothing;
  else
    if tg_op = 'UPDATE' then
      delete from platform.access_subject as told using before
      where told.subject = 'Vehicle ' || before.vin and told.customer_id = before.customer_id
        and told.since = before.valid_from;
    end if;
    insert into platform.access_subject as told (subject, customer_id, since, until)
    select distinct on (vin, customer_id, valid_from) 'Vehicle ' || vin, customer_id, valid_from, valid_until
    from changed order by vin, customer_id, valid_from, valid_until desc nulls first
    on conflict (subject, customer_id, since) do update set until = excluded.until;
  end if;
  return null;
end $$;
revoke execute on function tell_access_subject() from public;
create trigger access_subject after insert on lead referencing new table as changed
  for each statement execute function tell_access_subject();
create trigger access_subject_moved after update on lead referencing old table as before new table as changed
  for each statement execute function tell_access_subject();
create trigger access_subject after insert on vehicle_participant referencing new table as changed
  for each statement execute function tell_access_subject();
create trigger access_subject_moved after update on vehicle_participant
  referencing old table as before new table as changed for each statement execute function tell_access_subject();
alter table lead enable always trigger access_subject;
alter table vehicle_participant enable always trigger access_subject;

-- Where a dealer and a territory belong says who sees whose rows: that and what there is to sell, everybody reads, and
-- nobody writes but who loads it. What the plants tell of cars, the program alone writes.
call platform.guard_each(
  array['dealer', 'territory', 'model_offer', 'model_option', 'model_option_rule', 'known_vehicle'],
  'true', '(select platform.is_system())');

-- What the sales desk of a dealer works with: his people's there, and theirs whom it is about. The workshop has no part
-- in it; who has a role on a car both desks know. A customer writes no more than that he is interested.
create procedure guard_dealers_rows(guarded regclass, person text, dealers text, of_customers boolean default false)
language plpgsql as $$
declare
  of_dealer constant text := format(
    '(select platform.sees_all()) or dealer_id = any ((select platform.%s)::text[])', dealers);
  of_person constant text := format('%s = any ((select platform.own_persons())::text[])', person);
begin
  call platform.guard(guarded, format('%s or %s', of_dealer, of_person), case when not of_customers then
    format('%s or (select platform.is_staff()) and %s', of_dealer, of_person) end);
end $$;
call guard_dealers_rows('lead', 'customer_id', 'dealers_at(''SALES'')', true);
call guard_dealers_rows('sales_cycle', 'customer_id', 'dealers_at(''SALES'')');
call guard_dealers_rows('sales_order', 'customer_id', 'dealers_at(''SALES'')');
call guard_dealers_rows('retail_sale', 'buyer_id', 'dealers_at(''SALES'')');
call guard_dealers_rows('vehicle_participant', 'customer_id', 'dealers()');
drop procedure guard_dealers_rows;

call platform.guard('sales_order_event',
  '(select platform.sees_all()) or exists (select from sales_order where sales_order.id = order_id)');
call platform.guard('dealer_contract',
  '(select platform.sees_all()) or dealer_id = any ((select platform.dealers_at(''SALES''))::text[])',
  '(select platform.is_system())');
-- A function, so that plans for those who work with cars are spared what it asks.
create function is_own_car(car text) returns boolean language plpgsql stable as $$
begin
  return exists (
    select from sales.vehicle_participant where vin = car and customer_id = any (platform.own_persons()));
end $$;
-- A plate is put on a car by who sells it.
call platform.guard('vehicle_plate', '(select platform.is_staff()) or sales.is_own_car(vin)',
  '(select platform.is_maker()) or exists (
     select from sales.retail_sale as sold
     where sold.vin = vehicle_plate.vin and sold.dealer_id = any ((select platform.dealers_at(''SALES''))::text[]))');

-- The sales of a car, which everybody at the maker and the dealers may know: to whom only where he sees the customer as his
-- dealer's, what for only where he sees the row.
create function sales_of_car(car text) returns table (
  id text, kind text, vin text, model_code text, dealer_id text, buyer_id text, seller_id text, order_id text,
  sold_at timestamptz, price_amount numeric, price_currency char(3), list_amount numeric,
  handover_satisfaction smallint, trade_in_vin text, trade_in_amount numeric, trade_in_currency char(3)
) language sql stable security definer
begin atomic
  select sale.id, sale.kind, sale.vin, sale.model_code, sale.dealer_id, sale.buyer_id, sale.seller_id, sale.order_id,
    sale.sold_at, sale.price_amount, sale.price_currency, sale.list_amount, sale.handover_satisfaction,
    sale.trade_in_vin, sale.trade_in_amount, sale.trade_in_currency
  from sales.retail_sale as sale
  where sale.vin = car and ((select platform.sees_all())
    or sale.dealer_id = any ((select platform.dealers_at('SALES'))::text[])
    or sale.buyer_id = any ((select platform.own_persons())::text[]))
  union all
  select sale.id, sale.kind, sale.vin, sale.model_code, sale.dealer_id,
    case when sale.dealer_id = any ((select platform.dealers())::text[]) then sale.buyer_id end, null, null,
    sale.sold_at, null, null, null, null, null, null, null
  from sales.retail_sale as sale
  where sale.vin = car and (select platform.is_staff() and not platform.sees_all())
    and sale.dealer_id <> all ((select platform.dealers_at('SALES'))::text[])
    and sale.buyer_id <> all ((select platform.own_persons())::text[]);
end;

-- The roles on a car likewise: that somebody has them everybody may know, who only where he sees the row. A workshop that
-- the customer comes to is told that it is his car, whoever sold it.
create function participants_of_car(car text) returns table (
  id text, vin text, customer_id text, role text, valid_from timestamptz, valid_until timestamptz, dealer_id text,
  sale_id text
) language sql stable security definer
begin atomic
  select held.id, held.vin, held.customer_id, held.role, held.valid_from, held.valid_until, held.dealer_id, held.sale_id
  from sales.vehicle_participant as held
  where held.vin = car and ((select platform.sees_all()) or held.dealer_id = any ((select platform.dealers())::text[])
    or held.customer_id = any ((select platform.own_persons())::text[]))
  union all
  select held.id, held.vin, (
      select reach.customer_id from platform.customer_reach as reach
      where reach.customer_id = held.customer_id and reach.dealer_id = any ((select platform.dealers())::text[])
        and (reach.until is null or reach.until > now())
        and not exists (
          select from platform.sharing_refused as refused
          where refused.customer_id = reach.customer_id and refused.dealer_id = reach.dealer_id)
      limit 1),
    held.role, held.valid_from, held.valid_until, held.dealer_id, null
  from sales.vehicle_participant as held
  where held.vin = car and (select platform.is_staff() and not platform.sees_all())
    and held.dealer_id <> all ((select platform.dealers())::text[])
    and held.customer_id <> all ((select platform.own_persons())::text[]);
end;
