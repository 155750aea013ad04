import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { orderChanged, productionChangeRefused } from '#platform/event-catalogue.ts'
import { publish, reaction } from '#platform/events.ts'
import { releaseParts, reserveParts } from '../material/reserve-parts.ts'
import { colourOf } from './colour-of.ts'
import { isFrozen } from './change-freeze.ts'
import { lockCarOfOrder, lockOrders } from './order-store.ts'

/** A customer's order was changed: so is the car to be built, unless its configuration is frozen, which sales is told. */
export const onOrderChanged = reaction(orderChanged, async (tx: Transaction, { payload }) => {
  const { orderId, options } = payload
  const car = await lockCarOfOrder(tx, orderId)
  if (car === null) return
  const order = (await lockOrders(tx, [car.productionNumber])).get(car.productionNumber)
  if (order === undefined) return
  const { productionNumber } = order
  // The freeze holds by the plant's clock, however long the change was on its way.
  const now = new Date()
  if (!isFrozen(order, now)) return saveConfiguration(tx, productionNumber, options)
  await publish(tx, productionChangeRefused, [
    {
      key: orderId,
      payload: { orderId, productionNumber, options: [...order.optionCodes], refusedAt: now.toISOString() },
    },
  ])
})

/** Gives a car to be built other options, the colour that they choose, and the parts that it needs for them. */
async function saveConfiguration(tx: Transaction, productionNumber: string, options: readonly string[]): Promise<void> {
  await tx.rows(sql`
    with changed as (
      update production_order set option_codes = ${options} where production_number = ${productionNumber}
      returning production_number, model_code, option_codes
    )
    update vehicle set colour = ${colourOf(sql`changed`)}
    from changed where vehicle.production_number = changed.production_number`)
  await releaseParts(tx, [productionNumber])
  await reserveParts(tx, sql`select ${productionNumber}::text`)
}
