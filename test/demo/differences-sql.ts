/** What one subgraph of a loaded demo knows of another and would not know by its events; no rows when all is right. */
export const differencesSql = `
  select 'known vehicle' as what from sales.known_vehicle as known
    join erp_adapter.vehicle using (production_number)
    where (known.vin, known.status, known.order_id) is distinct from (vehicle.vin, vehicle.status, vehicle.order_id)
  union all
  select 'delivered without a sale' from erp_adapter.vehicle
    where status = 'DELIVERED' and not exists (select from sales.retail_sale where retail_sale.vin = vehicle.vin)
  union all
  select 'sold, not delivered' from sales.retail_sale join erp_adapter.vehicle using (vin)
    where vehicle.status <> 'DELIVERED'
  union all
  select 'another owner' from service.covered_vehicle as covered
    left join sales.vehicle_participant as owner
      on owner.vin = covered.vin and owner.role = 'OWNER' and owner.valid_until is null
    where covered.owner_id is distinct from owner.customer_id
  union all
  select 'a car marketing does not count' from marketing.customer_fact as fact
    where fact.cars <> (select count(*) from sales.vehicle_participant as owner
      where owner.customer_id = fact.customer_id and owner.role = 'OWNER' and owner.valid_until is null)
  union all
  select 'order status' from sales.sales_order as placed join erp_adapter.vehicle on vehicle.order_id = placed.id
    where placed.status = 'DELIVERED' and vehicle.status <> 'DELIVERED'
  union all
  select 'another demand' from sales.sales_order as placed full join erp_adapter.ordered_car as ordered on order_id = id
    where (placed.model_code, placed.kind = 'STOCK', placed.placed_at)
      is distinct from (ordered.model_code, ordered.from_stock, ordered.placed_at)
  union all
  select 'another forecast' from (select * from sales.lead where status in ('NEW', 'RESPONDED')) as open
    full join erp_adapter.wished_car as wished on lead_id = id
    where (open.model_code, open.score, open.captured_at)
      is distinct from (wished.model_code, wished.chance, wished.wished_at)
  union all
  select 'another scope of a recall' from service.recall_vehicle
    full join erp_adapter.recall_scope using (recall_id, vin)
    where recall_vehicle.recall_id is null or recall_scope.recall_id is null
  union all
  select 'a skipped station' from erp_adapter.production_alarm join erp_adapter.vehicle using (production_number)
    where kind = 'STATION_SKIPPED' and cleared_at is null and status = 'DELIVERED'`
