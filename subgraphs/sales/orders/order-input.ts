import { Fault } from '#platform/errors.ts'
import type { PlaceOrderInput } from '#generated/sales.ts'
import { givenPrice, type Money } from '../money.ts'
import { writtenText } from '../written-text.ts'

/** What both kinds of order say. */
interface Terms {
  readonly dealerId: string
  readonly customerId: string
  readonly salesCycleId: string | null
  readonly price: Money | null
  readonly promisedAt: Date | null
}

/** A car to be built. */
export interface BuildWish extends Terms {
  readonly kind: 'BUILD'
  readonly modelCode: string
  readonly options: readonly string[]
}

/** A car that is built. */
export interface StockWish extends Terms {
  readonly kind: 'STOCK'
  readonly vin: string
  readonly holdHours: number
  readonly joinQueue: boolean
}

/** Option codes in the order of their names, each once. */
export const optionCodes = (codes: readonly string[]): string[] =>
  [...new Set(codes.map(code => code.trim()))].toSorted()

/** Reads an order to place; what belongs to the other kind is refused. */
export function orderWish(input: PlaceOrderInput, now: Date): BuildWish | StockWish {
  const terms = {
    dealerId: input.dealerId,
    customerId: input.customerId,
    salesCycleId: writtenText(input.salesCycleId),
    price: input.price == null ? null : givenPrice(input.price, 'price'),
    promisedAt: input.promisedAt ?? null,
  }
  if (writtenText(terms.customerId) === null) throw new Fault('BAD_USER_INPUT', 'customerId is blank: name the buyer.')
  if (terms.promisedAt !== null && terms.promisedAt <= now)
    throw new Fault('BAD_USER_INPUT', 'promisedAt is in the past: promise a time to come.')
  return input.kind === 'BUILD' ? { ...terms, ...buildPart(input) } : { ...terms, ...stockPart(input) }
}

function buildPart({ modelCode, options, vin }: PlaceOrderInput) {
  const model = writtenText(modelCode)
  if (model === null) throw new Fault('BAD_USER_INPUT', 'An order of kind BUILD needs modelCode.')
  if (vin != null) throw new Fault('BAD_USER_INPUT', 'An order of kind BUILD has no vin: that is kind STOCK.')
  return { kind: 'BUILD', modelCode: model, options: optionCodes(options ?? []) } as const
}

function stockPart({ vin, modelCode, options, holdHours, joinQueue }: PlaceOrderInput) {
  if (vin == null) throw new Fault('BAD_USER_INPUT', 'An order of kind STOCK needs vin.')
  if (modelCode != null || (options ?? []).length > 0)
    throw new Fault('BAD_USER_INPUT', 'A stock car is built: an order of kind STOCK has neither modelCode nor options.')
  const hours = holdHours ?? 72
  if (hours < 1 || hours > 336) throw new Fault('BAD_USER_INPUT', `holdHours is ${hours}; it can be 1 to 336.`)
  return { kind: 'STOCK', vin, holdHours: hours, joinQueue: joinQueue ?? false } as const
}
