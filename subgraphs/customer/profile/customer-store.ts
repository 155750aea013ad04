import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { keyed } from '#platform/rows.ts'

export interface CustomerRow {
  readonly id: string
  readonly displayName: string
}

export async function findCustomers(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, CustomerRow>> {
  const rows = await db.rows<CustomerRow>(
    sql`select id, display_name as "displayName" from customer where id = any(${ids})`,
  )
  return keyed(rows, row => row.id)
}
