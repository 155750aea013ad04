import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import type { ContactGrant } from './contact-grant.ts'

export interface ContactReportLine extends Pick<ContactGrant, 'goal' | 'department' | 'outcome'> {
  readonly contacts: number
}

/** The contacts granted in a period, counted in one statement. */
export function countContacts(db: Queries, from: Date, until: Date): Promise<ContactReportLine[]> {
  return db.rows<ContactReportLine>(sql`
    select goal, department, outcome, count(*) as contacts from contact_grant
    where granted_at >= ${from} and granted_at < ${until}
    group by goal, department, outcome order by goal, department, outcome nulls last`)
}
