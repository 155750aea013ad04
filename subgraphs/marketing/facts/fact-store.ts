import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'

export interface Profile {
  readonly customerId: string
  readonly kind: 'PERSON' | 'ORGANISATION'
  readonly country: string | null
  readonly region: string | null
  readonly locale: string | null
  readonly birthYear: number | null
}

/** Makes room for what is known of a customer, who may be heard of first by a sale or a consent. */
export async function meetCustomer(tx: Transaction, customerId: string): Promise<void> {
  await tx.rows(sql`insert into customer_fact (customer_id) values (${customerId}) on conflict do nothing`)
}

export async function saveProfile(tx: Transaction, profile: Profile): Promise<void> {
  const { customerId, kind, country, region, locale, birthYear } = profile
  await tx.rows(sql`
    insert into customer_fact (customer_id, kind, country, region, locale, birth_year)
    values (${customerId}, ${kind}, ${country}, ${region}, ${locale}, ${birthYear})
    on conflict (customer_id) do update set kind = excluded.kind, country = excluded.country, region = excluded.region,
      locale = excluded.locale, birth_year = excluded.birth_year`)
}

export interface Purchase {
  readonly saleId: string
  readonly customerId: string
  readonly vin: string
  readonly modelCode: string | null
  readonly soldAt: string
  readonly price: { readonly amount: string; readonly currency: string }
}

export async function savePurchase(tx: Transaction, purchase: Purchase): Promise<void> {
  const { saleId, customerId, vin, modelCode, soldAt, price } = purchase
  await tx.rows(sql`
    insert into purchase (sale_id, customer_id, vin, model_code, sold_at, amount, currency)
    values (${saleId}, ${customerId}, ${vin}, ${modelCode}, ${soldAt}, ${price.amount}, ${price.currency})
    on conflict do nothing`)
}

export interface CarRole {
  readonly vin: string
  readonly customerId: string
  readonly role: 'OWNER' | 'DRIVER' | 'LESSEE' | 'FLEET'
  readonly from: string
  readonly until: string | null
}

export async function saveCarRole(tx: Transaction, { vin, customerId, role, from, until }: CarRole): Promise<void> {
  await tx.rows(sql`
    insert into car_role (vin, customer_id, role, since, until)
    values (${vin}, ${customerId}, ${role}, ${from}, ${until})
    on conflict (vin, customer_id, role, since) do update set until = excluded.until`)
}

export interface ServiceVisit {
  readonly serviceOrderId: string
  readonly customerId: string
  readonly vin: string
  readonly closedAt: string
  readonly price: { readonly amount: string; readonly currency: string }
}

export async function saveServiceVisit(tx: Transaction, visit: ServiceVisit): Promise<void> {
  const { serviceOrderId, customerId, vin, closedAt, price } = visit
  await tx.rows(sql`
    insert into service_visit (service_order_id, customer_id, vin, closed_at, amount, currency)
    values (${serviceOrderId}, ${customerId}, ${vin}, ${closedAt}, ${price.amount}, ${price.currency})
    on conflict do nothing`)
}
