-- What marketing knows of a customer goes with him when his records are merged; sums are counted anew.
call platform.follow_merges('message', 'customer_id');
call platform.follow_merges('campaign_contact', 'customer_id', $$
  exists (
    select from marketing.campaign_contact as other
    where other.customer_id = $2 and other.campaign_id = line.campaign_id) $$);
call platform.follow_merges('segment_membership', 'customer_id', $$
  exists (
    select from marketing.segment_membership as other
    where other.customer_id = $2 and other.segment_id = line.segment_id) $$);
-- What was said last holds.
call platform.follow_merges('customer_consent', 'customer_id', $$
  exists (
    select from marketing.customer_consent as other
    where other.customer_id = $2
      and (other.purpose, other.channel, other.recipient) = (line.purpose, line.channel, line.recipient)) $$, $$
  exists (
    select from marketing.customer_consent as other
    where other.customer_id = $1 and other.at > line.at
      and (other.purpose, other.channel, other.recipient) = (line.purpose, line.channel, line.recipient)) $$);
-- Advertising waits for whoever is at the customer longest.
call platform.follow_merges('customer_contact', 'customer_id', $$
  exists (select from marketing.customer_contact as other where other.customer_id = $2) $$, $$
  exists (
    select from marketing.customer_contact as other
    where other.customer_id = $1
      and greatest(other.held_until, other.contacted_until) > greatest(line.held_until, line.contacted_until)) $$);
call platform.follow_merges('service_visit', 'customer_id');
call platform.follow_merges('car_role', 'customer_id', $$
  exists (
    select from marketing.car_role as other
    where other.customer_id = $2 and (other.vin, other.role, other.since) = (line.vin, line.role, line.since)) $$);
call platform.follow_merges('purchase', 'customer_id');
call platform.follow_merges('customer_spend', 'customer_id', $$
  exists (
    select from marketing.customer_spend as other where other.customer_id = $2 and other.currency = line.currency) $$);
call platform.follow_merges('customer_fact', 'customer_id', 'true');
