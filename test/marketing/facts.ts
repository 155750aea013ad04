import fc from 'fast-check'
import type { TestGraph } from '../kit/graph.ts'

/** What is known of a customer, by the names of the columns that keep it. */
export interface Facts {
  readonly customer_id: string
  readonly kind: string | null
  readonly country: string | null
  readonly region: string | null
  readonly locale: string | null
  readonly birth_year: number | null
  readonly purchases: number
  readonly first_sale: string | null
  readonly last_sale: string | null
  readonly cars: number
  readonly owned_models: string[]
  readonly services: number
  readonly last_service: string | null
  readonly consents: string[]
  readonly profiling_refused: boolean
  readonly spend: readonly { readonly currency: string; readonly purchases: number; readonly services: number }[]
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 3 })
// Off midnight and the present second, where a request's time and the test's could fall on different sides.
const moment = fc
  .integer({ min: 1, max: 4000 })
  .map(days => new Date(Date.now() - (days * 24 - 7.3) * 3_600_000).toISOString())
const cents = fc.integer({ min: 0, max: 60_000_000 }).map(amount => amount / 100)

/** Customers of whom much or little is known. */
export const facts: fc.Arbitrary<Facts> = fc.record({
  customer_id: fc.constant(''),
  kind: maybe(fc.constantFrom('PERSON', 'ORGANISATION')),
  country: maybe(fc.constantFrom('CN', 'DE', 'FR')),
  region: maybe(fc.constantFrom('上海', '北京', 'a "quoted" \\ one')),
  locale: maybe(fc.constantFrom('zh-CN', 'en')),
  birth_year: maybe(fc.integer({ min: 1950, max: 2010 })),
  purchases: fc.integer({ min: 0, max: 5 }),
  first_sale: maybe(moment),
  last_sale: maybe(moment),
  cars: fc.integer({ min: 0, max: 3 }),
  owned_models: fc.subarray(['EX5', 'EX7', 'S1']),
  services: fc.integer({ min: 0, max: 5 }),
  last_service: maybe(moment),
  consents: fc.subarray(['PHONE', 'SMS', 'WECHAT']),
  profiling_refused: fc.boolean(),
  spend: fc.uniqueArray(fc.record({ currency: fc.constantFrom('CNY', 'EUR'), purchases: cents, services: cents }), {
    selector: each => each.currency,
  }),
})

/** Puts facts where the reactions of marketing keep them. */
export async function saveFacts(graph: TestGraph, known: readonly Facts[]): Promise<void> {
  await graph.sql(
    `insert into marketing.customer_fact select * from jsonb_populate_recordset(null::marketing.customer_fact, $1)`,
    [JSON.stringify(known)],
  )
  await graph.sql(
    `insert into marketing.customer_spend (customer_id, currency, purchases, services)
     select each.customer_id, spent.* from jsonb_to_recordset($1) as each (customer_id text, spend jsonb)
     cross join jsonb_to_recordset(each.spend) as spent (currency text, purchases numeric, services numeric)`,
    [JSON.stringify(known)],
  )
}
