-- Whose customers are whose: by those who answer for them, and by the customer's word that his data may be shared.
call platform.tell_reach('assignment', 'ASSIGNMENT', $$
  select id, customer_id, dealer_id, valid_until from changed $$);

-- What a customer said last about sharing his data with a dealer holds at once.
create function tell_sharing() returns trigger language plpgsql security definer as $$
declare
  said record;
begin
  for said in
    select distinct on (entry.customer_id, entry.recipient_id) entry.customer_id, entry.recipient_id as dealer_id, entry.given
    from customer.consent_entry as entry
    join changed using (customer_id, recipient_kind, recipient_id, purpose)
    where purpose = 'DATA_SHARING' and recipient_kind = 'DEALER'
    order by entry.customer_id, entry.recipient_id, entry.at desc, entry.position desc
  loop
    delete from platform.customer_reach
    where reason = 'CONSENT' and customer_id = said.customer_id and dealer_id = said.dealer_id;
    delete from platform.sharing_refused where customer_id = said.customer_id and dealer_id = said.dealer_id;
    if said.given then
      insert into platform.customer_reach (reason, reference, customer_id, dealer_id)
      values ('CONSENT', said.customer_id, said.customer_id, said.dealer_id);
    else
      insert into platform.sharing_refused (customer_id, dealer_id) values (said.customer_id, said.dealer_id);
    end if;
  end loop;
  return null;
end $$;
revoke execute on function tell_sharing() from public;
create trigger sharing after insert on consent_entry referencing new table as changed
  for each statement execute function tell_sharing();
alter table consent_entry enable always trigger sharing;

-- Whom a dealer registers is his customer, from before the row is there.
create function claim_customer(customer text) returns void language plpgsql security definer as $$
begin
  if cardinality(platform.dealers()) > 0 and platform.told(4) <> ''
    and not exists (select from customer.customer where id = claim_customer.customer)
  then
    insert into platform.customer_reach (reason, reference, customer_id, dealer_id)
    values ('REGISTRATION', claim_customer.customer, claim_customer.customer, platform.told(4));
  end if;
end $$;

call platform.guard('customer', platform.rows_of_customer('customer.id') ||
  ' or (select platform.is_analyst())');
call platform.guard('fact_change', platform.rows_of_customer('fact_change.customer_id'));
call platform.guard('contact_point', platform.rows_of_customer('contact_point.customer_id'));
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
