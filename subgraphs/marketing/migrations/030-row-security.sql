-- What is known of a customer: for those who analyse, his dealers, and himself.
do $$
declare
  guarded text;
begin
  foreach guarded in array array['customer_fact', 'car_role', 'service_visit',
    'customer_consent', 'customer_contact', 'segment_membership', 'campaign_contact', 'message']
  loop
    call platform.guard(guarded::regclass,
      platform.rows_of_customer(format('%I.customer_id', guarded), 'marketing-analyst'));
  end loop;
  -- What a car was sold for is nothing for a dealer's workshop.
  foreach guarded in array array['customer_spend', 'purchase']
  loop
    call platform.guard(guarded::regclass, format('(%s) and (select platform.desk()) is distinct from ''SERVICE''',
      platform.rows_of_customer(format('%I.customer_id', guarded), 'marketing-analyst')));
  end loop;
end $$;

-- Whom the maker addresses and how.
call platform.guard_each(array['campaign', 'campaign_segment', 'campaign_step', 'segment', 'segment_version'],
  'true', '(select platform.is_maker())');

-- Why a customer is in a segment, as the principal is told it: to a dealer's workshop without what cars were sold for.
create function told_reasons(reasons jsonb) returns jsonb language sql stable as $$
  select case when platform.desk() is distinct from 'SERVICE' then reasons else (
    select jsonb_agg(case when reason ->> 'attribute' = 'spend' then reason || '{"value": null}' else reason end order by place)
    from jsonb_array_elements(reasons) with ordinality as each (reason, place)) end
$$;
