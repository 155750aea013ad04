import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'

export interface Delivery {
  readonly vin: string
  readonly modelCode: string | null
  /** The day of delivery, when this is one. */
  readonly deliveredOn: string | null
  readonly dealerId?: string
}

/** A dealer's sale is the word on when the car was delivered and by whom. */
export async function learnOfSale(tx: Transaction, delivery: Delivery): Promise<void> {
  const { vin, modelCode, deliveredOn, dealerId = null } = delivery
  await tx.rows(sql`
    insert into covered_vehicle (vin, model_code, delivered_on, dealer_id)
    values (${vin}, ${modelCode}, ${deliveredOn}, ${dealerId})
    on conflict (vin) do update set model_code = coalesce(excluded.model_code, covered_vehicle.model_code),
      delivered_on = coalesce(excluded.delivered_on, covered_vehicle.delivered_on),
      dealer_id = coalesce(excluded.dealer_id, covered_vehicle.dealer_id)`)
}

/** The factory's word counts for the model; for the day of delivery only while no sale has told it. */
export async function learnOfStatus(tx: Transaction, { vin, modelCode, deliveredOn }: Delivery): Promise<void> {
  await tx.rows(sql`
    insert into covered_vehicle (vin, model_code, delivered_on) values (${vin}, ${modelCode}, ${deliveredOn})
    on conflict (vin) do update set model_code = excluded.model_code,
      delivered_on = coalesce(covered_vehicle.delivered_on, excluded.delivered_on)`)
}

export async function learnOfOwner(tx: Transaction, vin: string, customerId: string, since: Date): Promise<void> {
  await tx.rows(sql`
    insert into covered_vehicle (vin, owner_id, owner_since) values (${vin}, ${customerId}, ${since})
    on conflict (vin) do update set owner_id = excluded.owner_id, owner_since = excluded.owner_since
    where covered_vehicle.owner_since is null or covered_vehicle.owner_since <= excluded.owner_since`)
}

export async function forgetOwner(tx: Transaction, vin: string, customerId: string): Promise<void> {
  await tx.rows(sql`update covered_vehicle set owner_id = null where vin = ${vin} and owner_id = ${customerId}`)
}
