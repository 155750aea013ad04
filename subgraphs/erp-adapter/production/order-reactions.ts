import { orderCancelled, orderPlaced, productionOrderCreated, retailSaleRegistered } from '#platform/event-catalogue.ts'
import { publish, reaction } from '#platform/events.ts'
import { log } from '#platform/log.ts'
import { findModels } from '../models/model-store.ts'
import { planningSteps } from '../vehicles/car-event.ts'
import { availabilityAfter } from '../vehicles/availability.ts'
import { refreshCars } from '../vehicles/refresh-cars.ts'
import { isPlanned } from '../vehicles/vehicle-status.ts'
import { assignOrder, lockCarOfOrder, lockCarOfVin, saleInLog } from './order-store.ts'
import { recordPlanning } from './record-planning.ts'
import { takeOrder } from './take-order.ts'

/** A customer ordered a car: it is taken into production or, when it stands there already, kept for him. */
export const onOrderPlaced = reaction(orderPlaced, async (tx, { payload }) => {
  const { orderId, dealerId, kind, modelCode, options, vin, placedAt } = payload
  if ((await lockCarOfOrder(tx, orderId)) !== null) return
  if (kind === 'STOCK') {
    const car = vin === null ? null : await lockCarOfVin(tx, vin)
    if (car === null) return
    if (availabilityAfter(car.availability, 'RESERVE') === null) {
      log.warn({ orderId, vin, availability: car.availability }, 'an order reserves a car that is not to be had')
      return
    }
    await assignOrder(tx, car.productionNumber, { orderId, dealerId })
    return refreshCars(tx, [{ ...car, orderId }])
  }
  if (!(await findModels(tx, [modelCode])).has(modelCode)) {
    log.warn({ orderId, modelCode }, 'an order names a model that no plant builds')
    return
  }
  const at = new Date(placedAt)
  const holder = { orderId, dealerId }
  const productionNumber = await takeOrder(tx, { modelCode, plantId: null, optionCodes: options, holder, at })
  await publish(tx, productionOrderCreated, [
    { key: orderId, payload: { productionNumber, orderId, createdAt: at.toISOString() } },
  ])
})

/** An order was cancelled: its car is free again, and is not built at all when nothing was begun. */
export const onOrderCancelled = reaction(orderCancelled, async (tx, { payload: { orderId, cancelledAt } }) => {
  const car = await lockCarOfOrder(tx, orderId)
  if (car === null) return
  const { productionNumber, status } = car
  await assignOrder(tx, productionNumber, null)
  if (status === null || !isPlanned(status)) return refreshCars(tx, [{ ...car, orderId: null }])
  const at = new Date(cancelledAt)
  const id = `${productionNumber}:cancelling`
  await recordPlanning(tx, [{ id, productionNumber, bizStep: planningSteps.cancelling, at }])
})

/** A new car was handed to its buyer: its log says so, unless the factory's systems said it first. */
export const onRetailSaleRegistered = reaction(retailSaleRegistered, async (tx, { payload }) => {
  if (payload.kind !== 'NEW') return
  const car = await lockCarOfVin(tx, payload.vin)
  if (car === null || (await saleInLog(tx, car.productionNumber))) return
  await recordPlanning(tx, [
    {
      id: `sale:${payload.saleId}`,
      productionNumber: car.productionNumber,
      bizStep: 'retail_selling',
      disposition: 'retail_sold',
      at: new Date(payload.soldAt),
    },
  ])
})
