import sql, { type Sql } from 'sql-template-tag'
import type { AttributeName } from './attributes.ts'

/** What an attribute's column depends on beside the customer's row `fact`. */
export interface Asked {
  readonly now: Date
  /** The currency asked for; only amounts depend on it. */
  readonly currency: string | null
}

const spent = (kind: 'purchases' | 'services', { currency }: Asked): Sql => sql`
  coalesce((select ${kind === 'purchases' ? sql`purchases` : sql`services`} from customer_spend as spend
    where spend.customer_id = fact.customer_id and spend.currency = ${currency}::text), 0)`

const columns: Readonly<Record<AttributeName, (asked: Asked) => Sql>> = {
  kind: () => sql`fact.kind`,
  country: () => sql`fact.country`,
  region: () => sql`fact.region`,
  locale: () => sql`fact.locale`,
  birth_year: () => sql`fact.birth_year`,
  age: ({ now }) => sql`(${now.getUTCFullYear()}::integer - fact.birth_year)`,
  purchases: () => sql`fact.purchases`,
  first_sale: () => sql`fact.first_sale`,
  last_sale: () => sql`fact.last_sale`,
  cars: () => sql`fact.cars`,
  owned_models: () => sql`fact.owned_models`,
  spend: asked => spent('purchases', asked),
  services: () => sql`fact.services`,
  last_service: () => sql`fact.last_service`,
  service_spend: asked => spent('services', asked),
  consents: () => sql`fact.consents`,
}

/** The SQL of an attribute's value in the row `fact` of `customer_fact`. */
export const columnOf = (name: AttributeName, asked: Asked): Sql => columns[name](asked)
