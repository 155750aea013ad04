import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { Work } from './work-input.ts'

/** Adds work to a locked order, after what it has, and sums its prices up. */
export async function addWork(tx: Transaction, orderId: string, work: Work): Promise<void> {
  await insertOperations(tx, orderId, work.operations)
  await insertParts(tx, orderId, work.parts)
  await tx.rows(sql`
    update service_order set
      cause = coalesce(${work.cause}, cause),
      technician = coalesce(${work.technician}, technician),
      labour_amount = (select coalesce(sum(price_amount), 0) from service_operation where service_order_id = ${orderId}),
      parts_amount = (select coalesce(sum(price_amount), 0) from service_part where service_order_id = ${orderId})
    where id = ${orderId}`)
}

async function insertOperations(tx: Transaction, orderId: string, operations: Work['operations']): Promise<void> {
  if (operations.length === 0) return
  await tx.rows(sql`
    insert into service_operation (service_order_id, position, code, description, labour_hours, price_amount, recall_id)
    select ${orderId}, coalesce((select max(position) from service_operation where service_order_id = ${orderId}), 0) + place,
      code, description, hours, amount, recall_id
    from unnest(${operations.map(each => each.code)}::text[], ${operations.map(each => each.description)}::text[],
      ${operations.map(each => each.labourHours)}::numeric[], ${operations.map(each => each.amount)}::numeric[],
      ${operations.map(each => each.recallId)}::text[])
      with ordinality as operation (code, description, hours, amount, recall_id, place)`)
}

async function insertParts(tx: Transaction, orderId: string, parts: Work['parts']): Promise<void> {
  if (parts.length === 0) return
  await tx.rows(sql`
    insert into service_part (service_order_id, position, number, name, quantity, unit_price_amount, fault_code)
    select ${orderId}, coalesce((select max(position) from service_part where service_order_id = ${orderId}), 0) + place,
      number, name, quantity, amount, fault_code
    from unnest(${parts.map(each => each.number)}::text[], ${parts.map(each => each.name)}::text[],
      ${parts.map(each => each.quantity)}::numeric[], ${parts.map(each => each.unitAmount)}::numeric[],
      ${parts.map(each => each.faultCode)}::text[])
      with ordinality as part (number, name, quantity, amount, fault_code, place)`)
}
