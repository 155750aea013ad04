import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'

/** A customer's order as demand counts it. */
export interface OrderedCar {
  readonly orderId: string
  readonly modelCode: string
  readonly fromStock: boolean
  readonly placedAt: Date
}

/** A lead's wish as demand counts it. */
export interface WishedCar {
  readonly leadId: string
  readonly modelCode: string
  /** In percent. */
  readonly chance: number
  readonly wishedAt: Date
}

export async function addOrder(
  tx: Transaction,
  { orderId, modelCode, fromStock, placedAt }: OrderedCar,
): Promise<void> {
  await tx.rows(sql`
    insert into ordered_car (order_id, model_code, from_stock, placed_at)
    values (${orderId}, ${modelCode}, ${fromStock}, ${placedAt}) on conflict do nothing`)
}

export async function cancelOrder(tx: Transaction, orderId: string, at: Date): Promise<void> {
  await tx.rows(sql`
    update ordered_car set cancelled_at = ${at} where order_id = ${orderId} and cancelled_at is null`)
}

export async function saveWish(tx: Transaction, { leadId, modelCode, chance, wishedAt }: WishedCar): Promise<void> {
  await tx.rows(sql`
    insert into wished_car (lead_id, model_code, chance, wished_at)
    values (${leadId}, ${modelCode}, ${chance}, ${wishedAt})
    on conflict (lead_id) do update set model_code = excluded.model_code, chance = excluded.chance`)
}

export async function forgetWish(tx: Transaction, leadId: string): Promise<void> {
  await tx.rows(sql`delete from wished_car where lead_id = ${leadId}`)
}
