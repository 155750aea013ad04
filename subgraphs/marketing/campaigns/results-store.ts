import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { keyed } from '#platform/rows.ts'

export interface Results {
  readonly id: string
  readonly audience: number
  readonly sent: number
  readonly suppressed: number
  readonly responded: number
  /** Answers by customers reached; null when nobody was. */
  readonly rate: string | null
}

/** What came of many campaigns, counted in one statement. */
export async function countResults(db: Queries, campaignIds: readonly string[]): Promise<ReadonlyMap<string, Results>> {
  const rows = await db.rows<Results>(sql`
    select asked.id, count(contact.*) as audience,
      count(*) filter (where contact.status = 'SENT') as sent,
      count(*) filter (where contact.status = 'SUPPRESSED') as suppressed,
      count(contact.response) as responded,
      round(count(contact.response)::numeric / nullif(count(*) filter (where contact.status = 'SENT'), 0), 4) as rate
    from unnest(${campaignIds}::text[]) as asked (id)
    left join campaign_contact as contact on contact.campaign_id = asked.id
    group by asked.id`)
  return keyed(rows, row => row.id)
}
