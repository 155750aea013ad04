-- Whose customers are whose: by those who answer for them, and by the customer's word that his data may be shared.
call platform.tell_reach('assignment', 'ASSIGNMENT', $$
  select id, customer_id, dealer_id, valid_until from changed $$);

-- What a customer said last about sharing his data with a dealer holds at once; also what he said under another id.
create function tell_sharing() returns trigger language plpgsql security definer as $$
declare
  persons text[] := array(select customer_id from changed where purpose = 'DATA_SHARING' and recipient_kind = 'DEALER');
begin
  if tg_op = 'UPDATE' then
    persons := persons || array(select customer_id from before where purpose = 'DATA_SHARING' and recipient_kind = 'DEALER');
  end if;
  if cardinality(persons) = 0 then
    return null;
  end if;
  delete from platform.customer_reach where reason = 'CONSENT' and customer_id = any (persons);
  delete from platform.sharing_refused where customer_id = any (persons);
  with said as (
    select distinct on (customer_id, recipient_id) customer_id, recipient_id as dealer_id, given
    from customer.consent_entry
    where customer_id = any (persons) and purpose = 'DATA_SHARING' and recipient_kind = 'DEALER'
    order by customer_id, recipient_id, at desc, position desc
  ), shared as (
    insert into platform.customer_reach (reason, reference, customer_id, dealer_id)
    select 'CONSENT', customer_id, customer_id, dealer_id from said where given
  )
  insert into platform.sharing_refused (customer_id, dealer_id) select customer_id, dealer_id from said where not given;
  return null;
end $$;
revoke execute on function tell_sharing() from public;
create trigger sharing after insert on consent_entry referencing new table as changed
  for each statement execute function tell_sharing();
create trigger sharing_moved after update on consent_entry referencing old table as before new table as changed
  for each statement execute function tell_sharing();
alter table consent_entry enable always trigger sharing, enable always trigger sharing_moved;

-- Whom a dealer registers is his customer, from before the row is there. Who was merged has none, and may have one again.
create function claim_customer(customer text) returns void language plpgsql security definer as $$
begin
  if cardinality(platform.dealers()) > 0 and platform.told(4) <> ''
    and not exists (select from customer.customer where id = claim_customer.customer)
    and not platform.is_merged(claim_customer.customer)
  then
    insert into platform.customer_reach (reason, reference, customer_id, dealer_id)
    values ('REGISTRATION', claim_customer.customer, claim_customer.customer, platform.told(4));
  end if;
end $$;

call platform.guard('customer', platform.rows_of_customer('customer.id', 'marketing-analyst'));
call platform.guard('fact_change', platform.rows_of_customer('fact_change.customer_id'));
call platform.guard('contact_point', platform.rows_of_customer('contact_point.customer_id'));
call platform.guard('source_id', platform.rows_of_customer('source_id.customer_id'));
call platform.guard('match_key', platform.rows_of_customer('match_key.customer_id'));
call platform.guard('fact_verification', platform.rows_of_customer('fact_verification.customer_id'));
call platform.guard('consent_entry', platform.rows_of_customer('consent_entry.customer_id'));
call platform.guard('activity', platform.rows_of_customer('activity.customer_id'));
call platform.guard('relation', format('(%s) and (%s)',
  platform.rows_of_customer('relation.customer_id'), platform.rows_of_customer('relation.related_id')));
-- What another dealer did with a customer of both, and who answers for him there, is that dealer's.
call platform.guard('touchpoint', format('(%s) and (dealer_id is null or (select platform.sees_all())
  or dealer_id = any ((select platform.dealers())::text[]) or customer_id = any ((select platform.own_persons())::text[]))',
  platform.rows_of_customer('touchpoint.customer_id')));
call platform.guard('assignment', format('(%s) and (dealer_id is null or (select platform.sees_all())
  or dealer_id = any ((select platform.dealers())::text[]) or customer_id = any ((select platform.own_persons())::text[]))',
  platform.rows_of_customer('assignment.customer_id')));

-- What the maker sets for all his departments and dealers.
call platform.guard_each(array['contact_rule', 'lifecycle_transition', 'notice_rule'],
  'true', '(select platform.is_maker())');

-- Customers by pieces of their names. Under row security the index of names could not be asked, since its operator may
-- tell of rows that it is given: so this asks it, and gives only whom the principal sees.
create function customers_named(grams text[], part text) returns setof text language sql stable security definer
begin atomic
  select named.id from customer.customer as named
  where customer.name_grams(named.display_name) @> grams and strpos(lower(named.display_name), lower(part)) > 0
    and ((select platform.sees_all() or platform.is_analyst())
      or named.id = any ((select platform.own_persons())::text[])
      or exists (
        select from platform.customer_reach as reach
        where reach.customer_id = named.id and reach.dealer_id = any ((select platform.dealers())::text[])
          and (reach.until is null or reach.until > now())
          and not exists (
            select from platform.sharing_refused as refused
            where refused.customer_id = reach.customer_id and refused.dealer_id = reach.dealer_id)));
end;
