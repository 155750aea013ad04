import type { Load } from './load.ts'

/** Planning knows orders and open leads as sales told it of them. */
export async function loadDemand({ client, wrote }: Load): Promise<void> {
  const orders = await client.query(`
    insert into erp_adapter.ordered_car (order_id, model_code, from_stock, placed_at)
    select id, model_code, kind = 'STOCK', placed_at from sales.sales_order`)
  wrote('erp_adapter.ordered_car', orders.rowCount ?? 0)
  const wishes = await client.query(`
    insert into erp_adapter.wished_car (lead_id, model_code, chance, wished_at)
    select id, model_code, score, captured_at from sales.lead
    where status in ('NEW', 'RESPONDED') and model_code is not null`)
  wrote('erp_adapter.wished_car', wishes.rowCount ?? 0)
}
