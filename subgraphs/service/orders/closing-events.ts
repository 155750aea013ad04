import type { Transaction } from '#platform/database.ts'
import { serviceOrderClosed } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { publishActivities } from '../customer-activity.ts'
import type { Recall } from '../recalls/recall.ts'
import type { ServiceOrder } from './service-order.ts'

interface Closing {
  readonly order: ServiceOrder
  /** The recalls that its work completed. */
  readonly recalls: readonly Pick<Recall, 'id' | 'title'>[]
  readonly outAt: Date
}

/** Tells the other departments and the customer's timeline that a car is done. */
export async function tellOfClosing(tx: Transaction, { order, recalls, outAt }: Closing): Promise<void> {
  const { id, vin, customerId, stationId, dealerId, odometerKm, priceAmount, currency } = order
  const price = { amount: priceAmount, currency }
  const closedAt = outAt.toISOString()
  await publish(tx, serviceOrderClosed, [
    { key: vin, payload: { serviceOrderId: id, vin, customerId, stationId, dealerId, closedAt, odometerKm, price } },
  ])
  await publishActivities(tx, [
    {
      customerId,
      kind: 'SERVICE',
      at: outAt,
      summary: `Service of ${vin} done at ${odometerKm} km`,
      subject: { type: 'ServiceOrder', id },
    },
    ...recalls.map(recall => ({
      customerId,
      kind: 'RECALL' as const,
      at: outAt,
      summary: `Recall work done on ${vin}: ${recall.title}`,
      subject: { type: 'Recall', id: recall.id },
    })),
  ])
}
