-- What the service holds of a customer goes with him when his records are merged.
call platform.follow_merges('appointment', 'customer_id');
call platform.follow_merges('covered_vehicle', 'owner_id');
call platform.follow_merges('service_order', 'customer_id');
call platform.follow_merges('service_case', 'customer_id');
call platform.follow_merges('request', 'customer_id');
call platform.follow_merges('closed_loop', 'customer_id');
-- Whoever answers for the survivor does so for both.
call platform.follow_merges('account_manager', 'customer_id', $$
  exists (select from service.account_manager as other where other.customer_id = $2) $$);
