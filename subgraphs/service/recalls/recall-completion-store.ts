import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { Recall } from './recall.ts'

/** The recalls still to be done on a car, by id. */
export async function recallsOpenOn(tx: Transaction, vin: string): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ id: string }>(sql`
    select recall.id from recall_vehicle join recall on recall.id = recall_id
    where vin = ${vin} and completed_at is null and status = 'OPEN'`)
  return new Set(rows.map(row => row.id))
}

/** Completes the recalls that operations of an order perform on its car; gives those that were not done before. */
export function completeRecalls(tx: Transaction, orderId: string, at: Date): Promise<Pick<Recall, 'id' | 'title'>[]> {
  // The list of a recall's cars is the maker's.
  return tx.asSystem.rows(sql`
    update recall_vehicle set completed_at = ${at}, service_order_id = ${orderId}
    from recall, service_order
    where service_order.id = ${orderId} and recall.id = recall_vehicle.recall_id
      and recall_vehicle.vin = service_order.vin and recall_vehicle.completed_at is null
      and exists (
        select from service_operation
        where service_operation.service_order_id = service_order.id and service_operation.recall_id = recall.id)
    returning recall.id, recall.title`)
}
