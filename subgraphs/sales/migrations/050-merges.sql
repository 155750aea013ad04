-- What sales holds of a customer goes with him when his records are merged.
call platform.follow_merges('lead', 'customer_id');
call platform.follow_merges('lead', 'referrer_id');
call platform.follow_merges('sales_cycle', 'customer_id');
call platform.follow_merges('sales_order', 'customer_id');
call platform.follow_merges('retail_sale', 'buyer_id');
call platform.follow_merges('retail_sale', 'seller_id');
call platform.follow_merges('vehicle_participant', 'customer_id', $$
  exists (
    select from sales.vehicle_participant as other
    where other.customer_id = $2 and other.vin = line.vin and other.role = line.role
      and tstzrange(other.valid_from, other.valid_until) && tstzrange(line.valid_from, line.valid_until)) $$);
