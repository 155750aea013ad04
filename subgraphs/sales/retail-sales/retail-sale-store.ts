import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { newestFirst, pagesOf } from '#platform/pages.ts'
import { keyed } from '#platform/rows.ts'
import { allOf, equals } from '../condition.ts'
import type { DealerScope } from '../dealers/row-access.ts'
import type { RetailSaleRow, RetailSaleSeen } from './retail-sale.ts'

const columns = sql`id, kind, vin, model_code as "modelCode", dealer_id as "dealerId", buyer_id as "buyerId",
  seller_id as "sellerId", order_id as "orderId", sold_at as "soldAt", price_amount as "priceAmount",
  price_currency as "priceCurrency", list_amount as "listAmount", handover_satisfaction as "handoverSatisfaction",
  trade_in_vin as "tradeInVin", trade_in_amount as "tradeInAmount", trade_in_currency as "tradeInCurrency"`

export async function findSales(
  db: Queries,
  ids: readonly string[],
  scope: DealerScope,
): Promise<ReadonlyMap<string, RetailSaleRow>> {
  const where = allOf([sql`id = any(${ids})`, equals(sql`dealer_id`, scope)])
  const rows = await db.rows<RetailSaleRow>(sql`select ${columns} from retail_sale where ${where}`)
  return keyed(rows, row => row.id)
}

/** The sales of each car, newest first, a page each: without the buyer where he is another dealer's customer. */
export const listSalesOf = (db: Queries, vins: readonly string[], page: Page) =>
  pagesOf(db, vins, {
    page,
    order: newestFirst(sql`sold_at`, (row: RetailSaleSeen) => row.soldAt),
    rows: sql`select ${columns} from sales_of_car(parent.id) as retail_sale where true`,
  })

/** When and by whom a car was sold new. */
export async function findNewSale(
  db: Queries,
  vin: string,
): Promise<{ readonly soldAt: Date; readonly dealerId: string } | undefined> {
  return db.row(sql`
    select sold_at as "soldAt", dealer_id as "dealerId" from retail_sale where vin = ${vin} and kind = 'NEW'`)
}
