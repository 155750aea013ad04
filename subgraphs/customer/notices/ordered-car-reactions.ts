import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { orderPlaced, productionDelayed, vehicleStatusChanged } from '#platform/event-catalogue.ts'
import { reaction } from '#platform/events.ts'
import { tellDepartments } from './tell-departments.ts'

const onOrderPlaced = reaction(orderPlaced, async (tx, { payload: { orderId, customerId } }) => {
  await tx.rows(sql`
    insert into order_customer (order_id, customer_id) values (${orderId}, ${customerId}) on conflict do nothing`)
})

async function customerOf(tx: Transaction, orderId: string | null): Promise<string | null> {
  const found = await tx.row<{ customerId: string }>(sql`
    select customer_id as "customerId" from order_customer where order_id = ${orderId}`)
  return found?.customerId ?? null
}

/** Departments hear how far the plant is with the car that a customer ordered. */
const onVehicleStatusChanged = reaction(vehicleStatusChanged, async (tx, { payload, recordedAt: changedAt }) => {
  const { productionNumber, orderId, status, at } = payload
  const customerId = await customerOf(tx, orderId)
  if (customerId === null || orderId === null) return
  await tellDepartments(tx, {
    topic: 'CAR_STATUS',
    details: [status],
    customerId,
    origin: 'PRODUCTION',
    summary: `The ordered car is ${status}`,
    subject: { type: 'SalesOrder', id: orderId },
    cause: [productionNumber, status, at],
    changedAt,
  })
})

/** They hear that it waits for parts, or no longer does. */
const onProductionDelayed = reaction(productionDelayed, async (tx, { id, payload, recordedAt: changedAt }) => {
  const { orderId, partNumber, expectedEnd } = payload
  const customerId = await customerOf(tx, orderId)
  if (customerId === null || orderId === null) return
  const day = expectedEnd === null ? 'a day not known yet' : expectedEnd.slice(0, 10)
  await tellDepartments(tx, {
    topic: 'CAR_DELAYED',
    customerId,
    origin: 'PRODUCTION',
    summary: `${partNumber === null ? 'All parts are there' : 'The plant waits for parts'}: expected on ${day}`,
    subject: { type: 'SalesOrder', id: orderId },
    cause: [id],
    changedAt,
  })
})

export const orderedCarReactions = [onOrderPlaced, onVehicleStatusChanged, onProductionDelayed]
