import type { Transaction } from '#platform/database.ts'
import { Fault } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { findDealers } from '../dealers/dealer-store.ts'
import { dealerUnknown } from '../dealers/dealer-unknown.ts'
import type { Money } from '../money.ts'
import { currentHolder } from '../orders/current-holder.ts'
import { findListPrice } from '../orders/list-price-of-car.ts'
import type { OrderRow } from '../orders/order.ts'
import { lockQueue } from '../orders/order-writes.ts'
import { findOwner, hasParticipantFrom } from '../ownership/participant-writes.ts'
import { findVinsOfPlates, lockPlate, putPlate } from '../vehicles/plate-store.ts'
import type { KnownVehicle } from '../vehicles/known-vehicle.ts'
import { lockVehicles } from '../vehicles/known-vehicle-store.ts'
import { vehicleUnknown } from '../vehicles/vehicle-refusals.ts'
import { recordSale } from './record-sale.ts'
import type { RetailSaleRow } from './retail-sale.ts'
import { findNewSale } from './retail-sale-store.ts'
import { findUsedPast } from './retail-sale-writes.ts'
import { newSaleRefusal, usedSaleRefusal } from './sale-decision.ts'
import type { Handover } from './sale-input.ts'
import { plateTaken, tradeInRefused, type RegisterRetailSaleSuccess } from './sale-refusals.ts'

/** Registers a sale unless something speaks against it; the cars in it are held meanwhile. */
export async function registerRetailSale(tx: Transaction, told: Handover, now: Date) {
  const { vin, dealerId, soldAt, plate, tradeIn } = told
  if (!(await findDealers(tx, [dealerId])).has(dealerId)) return dealerUnknown(dealerId)
  const cars = await lockVehicles(tx, tradeIn === null ? [vin] : [vin, tradeIn.vin])
  const car = cars.get(vin)
  if (car === undefined) return vehicleUnknown(vin)

  // Who has a car, waits for it or owns it may be another dealer's customer.
  const all = tx.asSystem
  const holder = told.kind === 'NEW' ? await currentHolder(all, { vin, car }, now) : undefined
  const refusal = told.kind === 'NEW' ? await refusalOfNew(all, told, { car, holder }) : await refusalOfUsed(all, told)
  if (refusal !== null) return refusal
  // A car of another maker is unknown here, and so is who owns it.
  if (tradeIn !== null && cars.has(tradeIn.vin) && !(await owns(all, told.buyerId, { vin: tradeIn.vin, at: soldAt })))
    return tradeInRefused(tradeIn.vin)
  if (plate !== null) {
    await lockPlate(tx, plate)
    const taken = (await findVinsOfPlates(tx, [plate])).get(plate)
    if (taken !== undefined && taken !== vin) return plateTaken(plate, taken)
  }
  if (await hasParticipantFrom(all, vin, soldAt))
    throw new Fault('BAD_USER_INPUT', 'soldAt is not after the time since which the car has its present owner.')

  const list = told.kind === 'NEW' ? await findListPrice(all, car) : null
  const sale = saleOf(told, { car, order: holder, list })
  await recordSale(tx, sale, holder)
  if (plate !== null) await putPlate(tx, { vin, plate, at: soldAt })
  return { __typename: 'RegisterRetailSaleSuccess', saleId: sale.id } satisfies RegisterRetailSaleSuccess
}

async function refusalOfNew(
  tx: Transaction,
  told: Handover,
  { car, holder }: { readonly car: KnownVehicle; readonly holder: OrderRow | undefined },
) {
  const queueLength = (await lockQueue(tx, told.vin)).length
  return newSaleRefusal(told, { car, holder, queueLength, sale: await findNewSale(tx, told.vin) })
}

async function refusalOfUsed(tx: Transaction, told: Handover) {
  const past = await findUsedPast(tx, told.vin)
  return usedSaleRefusal(told, { ...past, owner: await findOwner(tx, told.vin, told.soldAt) })
}

async function owns(
  tx: Transaction,
  customerId: string,
  { vin, at }: { readonly vin: string; readonly at: Date },
): Promise<boolean> {
  return (await findOwner(tx, vin, at))?.customerId === customerId
}

function saleOf(
  told: Handover,
  {
    car,
    order,
    list,
  }: { readonly car: KnownVehicle; readonly order?: OrderRow | undefined; readonly list: Money | null },
): RetailSaleRow {
  return {
    id: newId('sale'),
    kind: told.kind,
    vin: told.vin,
    modelCode: car.modelCode,
    dealerId: told.dealerId,
    buyerId: told.buyerId,
    sellerId: told.sellerId,
    orderId: order?.id ?? null,
    soldAt: told.soldAt,
    priceAmount: told.price.amount,
    priceCurrency: told.price.currency,
    listAmount: list?.currency === told.price.currency ? list.amount : null,
    handoverSatisfaction: told.satisfaction,
    tradeInVin: told.tradeIn?.vin ?? null,
    tradeInAmount: told.tradeIn?.price.amount ?? null,
    tradeInCurrency: told.tradeIn?.price.currency ?? null,
  }
}
