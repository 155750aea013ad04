import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'

/** Whether the principal of a database may be told of a customer now; access can move while he listens. */
export async function seesCustomer(db: Queries, customerId: string): Promise<boolean> {
  const row = await db.row<{ sees: boolean }>(sql`select platform.sees_customer(${customerId}) as sees`)
  return row?.sees === true
}
