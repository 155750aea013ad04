import sql from 'sql-template-tag'
import { productionChangeRefused, productionDelayed, productionScheduled } from '#platform/event-catalogue.ts'
import { reaction } from '#platform/events.ts'
import { isClosed, type OrderStatus } from './order.ts'
import { recordOrderActivity } from './order-messages.ts'
import { addOrderEvent, lockOrder, saveOrder } from './order-writes.ts'

const planned: ReadonlySet<OrderStatus> = new Set(['PLACED', 'ACCEPTED', 'SCHEDULED'])

/** The car has its dates: the order can be changed until the plant's freeze. */
export const onProductionScheduled = reaction(productionScheduled, async (tx, { payload, recordedAt: at }) => {
  const order = await lockOrder(tx, payload.orderId)
  if (order === undefined || !planned.has(order.status)) return
  await saveOrder(tx, { ...order, frozenAt: new Date(payload.changeFreezeAt) })
  const note = `The configuration can be changed until ${payload.changeFreezeAt}`
  await addOrderEvent(tx, { orderId: order.id, status: order.status, at, note })
})

/** The plant had frozen the configuration before a change reached it: the order is again what will be built. */
export const onProductionChangeRefused = reaction(productionChangeRefused, async (tx, { payload }) => {
  const { orderId, options } = payload
  const order = await lockOrder(tx, orderId)
  if (order === undefined || isClosed(order)) return
  const at = new Date(payload.refusedAt)
  await saveOrder(tx, { ...order, options, frozenAt: order.frozenAt ?? at })
  const note = `The plant had frozen the configuration. Options: ${options.join(', ') || 'none'}`
  await addOrderEvent(tx, { orderId, status: order.status, at, note })
  await recordOrderActivity(tx, order, { at, summary: 'The change came too late for the plant and was undone' })
})

/** The car waits for parts, or no longer does: the order knows when it is expected. */
export const onProductionDelayed = reaction(productionDelayed, async (tx, { payload, recordedAt: at }) => {
  const { orderId, partNumber } = payload
  const order = orderId === null ? undefined : await lockOrder(tx, orderId)
  if (order === undefined || isClosed(order)) return
  const waits = partNumber !== null
  const expectedAt = payload.expectedEnd === null ? null : new Date(payload.expectedEnd)
  await tx.rows(sql`
    update sales_order set expected_at = ${expectedAt}, waits_for_parts = ${waits} where id = ${order.id}`)
  const day = expectedAt === null ? 'a day not known yet' : expectedAt.toISOString().slice(0, 10)
  const summary = `${waits ? 'The plant waits for parts' : 'All parts are there'}: the car is expected on ${day}`
  await addOrderEvent(tx, { orderId: order.id, status: order.status, at, note: summary })
  await recordOrderActivity(tx, order, { at, summary })
})
