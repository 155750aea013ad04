import type { Transaction } from '#platform/database.ts'
import { listPrice, violationsOf } from '../offers/model-offer.ts'
import { findOffer } from '../offers/model-offer-store.ts'
import type { BuildWish } from './order-input.ts'
import { configurationInvalid, modelUnknown } from './order-outcomes.ts'
import { pricesOf, type OrderPlan } from './order-plan.ts'

/** Checks the configuration of a car to be built against the model's rules, and prices it. */
export async function planBuild(tx: Transaction, { modelCode, options, price }: BuildWish) {
  const offer = await findOffer(tx, modelCode)
  if (offer === undefined) return modelUnknown(modelCode)
  const violations = violationsOf(offer, options)
  if (violations.length > 0) return configurationInvalid(violations)
  const list = listPrice(offer, options)
  return {
    kind: 'BUILD',
    status: 'PLACED',
    modelCode,
    options,
    ...pricesOf(price ?? list, list),
    vin: null,
    holdHours: 72,
    reservedUntil: null,
  } satisfies OrderPlan
}
