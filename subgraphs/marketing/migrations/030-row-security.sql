-- What is known of a customer: for those who analyse, his dealers, and himself.
do $$
declare
  guarded text;
begin
  foreach guarded in array array['customer_fact', 'customer_spend', 'purchase', 'car_role', 'service_visit',
    'customer_consent', 'customer_contact', 'segment_membership', 'campaign_contact', 'message']
  loop
    call platform.guard(guarded::regclass,
      platform.rows_of_customer(format('%I.customer_id', guarded), 'marketing-analyst'));
  end loop;
end $$;
