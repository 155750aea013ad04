import sql from 'sql-template-tag'
import type { Access } from '#platform/access/access-entry.ts'
import { connections, type Connection, type Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'

/** An access, of whomever it is. */
export type ListedAccess = Omit<Access, 'subject' | 'customerId'>

/** An access of which it is known whose data were shown. */
interface AccessOfCustomer extends ListedAccess {
  readonly customerId: string
}

/** An access to what a prospect left with a lead. */
interface AccessOfLead extends ListedAccess {
  readonly leadId: string
}

const columns = sql`id, at, reader, role, dealer_id as "dealerId", operation, fields, classes, reason`

/**
 * The accesses to the data of many customers, under all ids that they had and by what told of them, as their leads before
 * they were customers and the plates of their cars, each with a page of them.
 */
export async function findAccesses(
  db: Queries,
  customerIds: readonly string[],
  page: Page,
): Promise<ReadonlyMap<string, Connection<ListedAccess>>> {
  const { sort = null, id = null } = page.after ?? {}
  const rows = await db.rows<AccessOfCustomer>(sql`
    select access.* from unnest(${customerIds}::text[]) as parent (customer)
    cross join lateral (
      select array(select parent.customer union all select merged_id from platform.merged_customer
        where survivor_id = parent.customer) as ids
    ) as known
    cross join lateral (
      select ${columns}, parent.customer as "customerId"
      from (
        select * from platform.access_entry where customer_id = any(known.ids)
        union all
        select distinct entry.* from platform.access_subject as told join platform.access_entry as entry using (subject)
        where told.customer_id = any(known.ids) and at >= told.since and (told.until is null or at < told.until)
      ) as entry
      where (${sort}::timestamptz is null or (at, id) < (${sort}::timestamptz, ${id}))
      order by at desc, id desc limit ${page.limit + 1}
    ) as access`)
  return connections(customerIds, rows, {
    page,
    keyOf: row => row.customerId,
    positionOf: row => ({ sort: row.at.toISOString(), id: row.id }),
  })
}

/** The accesses to what prospects left with their leads, each with a page of them. */
export async function findAccessesOfLeads(
  db: Queries,
  leadIds: readonly string[],
  page: Page,
): Promise<ReadonlyMap<string, Connection<ListedAccess>>> {
  const { sort = null, id = null } = page.after ?? {}
  const rows = await db.rows<AccessOfLead>(sql`
    select access.* from unnest(${leadIds}::text[]) as parent (lead) cross join lateral (
      select ${columns}, parent.lead as "leadId" from platform.access_entry
      where subject = 'Lead ' || parent.lead
        and (${sort}::timestamptz is null or (at, id) < (${sort}::timestamptz, ${id}))
      order by at desc, id desc limit ${page.limit + 1}
    ) as access`)
  return connections(leadIds, rows, {
    page,
    keyOf: row => row.leadId,
    positionOf: row => ({ sort: row.at.toISOString(), id: row.id }),
  })
}
