-- Why a message of a campaign must not go to a customer at this moment; null when it may. What was published and has not
-- been taken up here yet counts against sending: a withdrawal holds from its commit on, not from its delivery.
create function not_to_send(asked_customer text, asked_channel text, asked_recipient text, moment timestamptz)
returns text language sql stable
return (
  with pending as (
    select event.type, event.payload from platform.delivery join platform.event on event.id = delivery.event_id
    where delivery.consumer = 'marketing'
      and (delivery.key = asked_customer
        or delivery.key in (select merged_id from platform.merged_customer where survivor_id = asked_customer))
      and event.type in ('customer.ConsentChanged', 'customer.ContactTaken')
  ), said as (
    select marketing.last_word(asked_customer, asked_channel, asked_recipient) as given,
      exists (
        select from pending where type = 'customer.ConsentChanged' and payload->>'given' = 'false'
          and payload->>'purpose' = 'MARKETING' and payload->>'channel' in (asked_channel, 'ANY')
          and payload->>'recipient' = asked_recipient) as withdrawn
  ), taken as (
    select held_by as department, 'HELD' as state, held_until as until
    from marketing.customer_contact where customer_id = asked_customer
    union all
    select contacted_by, 'CONTACTED', contacted_until from marketing.customer_contact where customer_id = asked_customer
    union all
    select payload->>'department', payload->>'state', (payload->>'until')::timestamptz
    from pending where type = 'customer.ContactTaken' and payload->>'state' <> 'FREE'
  ), other as (
    select state from taken where department <> 'MARKETING' and until > moment
  )
  select case
    when withdrawn or given = false then 'CONSENT_WITHDRAWN'
    -- What was said under the other id is not known here yet.
    when exists (
      select from platform.delivery join platform.event on event.id = delivery.event_id
      where delivery.consumer = 'marketing' and delivery.key = 'merges' and payload->>'survivorId' = asked_customer)
    then 'CONSENT_UNKNOWN'
    when given is null then 'CONSENT_UNKNOWN'
    when exists (select from other where state = 'HELD') then 'HELD_BY_OTHER_DEPARTMENT'
    when exists (select from other where state = 'CONTACTED') then 'RECENTLY_CONTACTED'
  end from said
);
