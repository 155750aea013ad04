import sql from 'sql-template-tag'
import type { Access } from '#platform/access/access-entry.ts'
import { connections, type Connection, type Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'

/** An access of which it is known whose data were shown. */
export interface AccessOfCustomer extends Omit<Access, 'subject'> {
  readonly customerId: string
}

/** The accesses to the data of many customers, under all ids that they had, each with a page of them. */
export async function findAccesses(
  db: Queries,
  customerIds: readonly string[],
  page: Page,
): Promise<ReadonlyMap<string, Connection<AccessOfCustomer>>> {
  const { sort = null, id = null } = page.after ?? {}
  const rows = await db.rows<AccessOfCustomer>(sql`
    select access.* from unnest(${customerIds}::text[]) as parent (id) cross join lateral (
      select id, at, reader, role, dealer_id as "dealerId", operation, parent.id as "customerId", fields, classes,
        reason
      from platform.access_entry
      where customer_id = any(array(
          select parent.id union all select merged_id from platform.merged_customer where survivor_id = parent.id))
        and (${sort}::timestamptz is null or (at, id) < (${sort}::timestamptz, ${id}))
      order by at desc, id desc limit ${page.limit + 1}
    ) as access`)
  return connections(customerIds, rows, {
    page,
    keyOf: row => row.customerId,
    positionOf: row => ({ sort: row.at.toISOString(), id: row.id }),
  })
}
