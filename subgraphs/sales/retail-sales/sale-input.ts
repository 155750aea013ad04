import { Fault } from '#platform/errors.ts'
import type { RegisterRetailSaleInput } from '#generated/sales.ts'
import { givenPrice, type Money } from '../money.ts'
import { normalisedPlate } from '../vehicles/plate.ts'
import { writtenText } from '../written-text.ts'

/** A car handed over, as it is told. */
export interface Handover {
  readonly kind: 'NEW' | 'USED'
  readonly vin: string
  readonly dealerId: string
  readonly buyerId: string
  readonly sellerId: string | null
  readonly soldAt: Date
  readonly price: Money
  readonly plate: string | null
  readonly satisfaction: number | null
  readonly tradeIn: { readonly vin: string; readonly price: Money } | null
}

/** Reads a sale to register. */
export function handover(input: RegisterRetailSaleInput, now: Date): Handover {
  const { kind, vin, dealerId, customerId, soldAt, plate, handoverSatisfaction, tradeIn } = input
  const sellerId = writtenText(input.sellerId)
  const satisfaction = handoverSatisfaction ?? null
  if (writtenText(customerId) === null) throw new Fault('BAD_USER_INPUT', 'customerId is blank: name the buyer.')
  if (soldAt > now) throw new Fault('BAD_USER_INPUT', 'soldAt is in the future: register the sale when it is done.')
  if (satisfaction !== null && (satisfaction < 1 || satisfaction > 5))
    throw new Fault('BAD_USER_INPUT', `handoverSatisfaction is ${satisfaction}; it can be 1 to 5.`)
  if (sellerId !== null && kind !== 'USED')
    throw new Fault('BAD_USER_INPUT', 'sellerId belongs to a sale of kind USED: a new car is sold by the dealer.')
  if (sellerId === customerId) throw new Fault('BAD_USER_INPUT', 'sellerId and customerId are the same customer.')
  if (tradeIn?.vin === vin) throw new Fault('BAD_USER_INPUT', 'The car given in is the car sold.')
  return {
    kind: kind ?? 'NEW',
    vin,
    dealerId,
    buyerId: customerId,
    sellerId,
    soldAt,
    price: givenPrice(input.price, 'price'),
    plate: plate == null ? null : normalisedPlate(plate),
    satisfaction,
    tradeIn: tradeIn == null ? null : { vin: tradeIn.vin, price: givenPrice(tradeIn.price, 'tradeIn.price') },
  }
}
