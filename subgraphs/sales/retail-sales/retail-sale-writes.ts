import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { RetailSaleRow } from './retail-sale.ts'

export async function insertSale(tx: Transaction, sale: RetailSaleRow): Promise<void> {
  await tx.rows(sql`
    insert into retail_sale (id, kind, vin, model_code, dealer_id, buyer_id, seller_id, order_id, sold_at, price_amount,
      price_currency, list_amount, handover_satisfaction, trade_in_vin, trade_in_amount, trade_in_currency)
    values (${sale.id}, ${sale.kind}, ${sale.vin}, ${sale.modelCode}, ${sale.dealerId}, ${sale.buyerId},
      ${sale.sellerId}, ${sale.orderId}, ${sale.soldAt}, ${sale.priceAmount}, ${sale.priceCurrency}, ${sale.listAmount},
      ${sale.handoverSatisfaction}, ${sale.tradeInVin}, ${sale.tradeInAmount}, ${sale.tradeInCurrency})`)
}

/** Whether a car was ever sold, and the dealer who took it in after its last sale. */
export async function findUsedPast(
  tx: Transaction,
  vin: string,
): Promise<{ readonly everSold: boolean; readonly takenInBy: string | null }> {
  const past = await tx.row<{ everSold: boolean; takenInBy: string | null }>(sql`
    select exists (select from retail_sale where vin = ${vin}) as "everSold", (
      select dealer_id from retail_sale as taken
      where taken.trade_in_vin = ${vin}
        and not exists (select from retail_sale as later where later.vin = ${vin} and later.sold_at > taken.sold_at)
      order by sold_at desc limit 1
    ) as "takenInBy"`)
  return past ?? { everSold: false, takenInBy: null }
}
