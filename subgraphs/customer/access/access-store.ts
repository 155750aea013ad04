import sql from 'sql-template-tag'
import type { Access } from '#platform/access/access-entry.ts'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { newestFirst, pagesOf } from '#platform/pages.ts'

/** An access, of whomever it is. */
export type ListedAccess = Omit<Access, 'subject' | 'customerId'>

const columns = sql`id, at, reader, role, dealer_id as "dealerId", operation, fields, classes, reason`

/**
 * The accesses to the data of many customers, under all ids that they had and by what told of them, as their leads before
 * they were customers and the plates of their cars, each with a page of them.
 */
export const findAccesses = (db: Queries, customerIds: readonly string[], page: Page) =>
  pagesOf(db, customerIds, {
    page,
    order: newestFirst(sql`at`, (row: ListedAccess) => row.at),
    rows: sql`
      select ${columns}
      from (select array(select parent.id union all select merged_id from platform.merged_customer
        where survivor_id = parent.id) as ids) as known
      cross join lateral (
        select * from platform.access_entry where customer_id = any(known.ids)
        union all
        select distinct entry.* from platform.access_subject as told join platform.access_entry as entry using (subject)
        where told.customer_id = any(known.ids) and at >= told.since and (told.until is null or at < told.until)
      ) as entry
      where true`,
  })

/** The accesses to what prospects left with their leads, each with a page of them. */
export const findAccessesOfLeads = (db: Queries, leadIds: readonly string[], page: Page) =>
  pagesOf(db, leadIds, {
    page,
    order: newestFirst(sql`at`, (row: ListedAccess) => row.at),
    rows: sql`select ${columns} from platform.access_entry where subject = 'Lead ' || parent.id`,
  })
