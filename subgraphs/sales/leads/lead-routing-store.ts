import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { LeadFacts } from './lead.ts'
import type { Candidate } from './lead-routing.ts'

/** The dealers of the lead's city and region, or all when there are none, with their open leads. */
export async function findCandidates(
  tx: Transaction,
  { city, region }: Pick<LeadFacts, 'city' | 'region'>,
): Promise<Candidate[]> {
  return tx.rows<Candidate>(sql`
    with near as (select * from dealer where city = ${city} or region = ${region})
    select id, name, city, region, (
      select count(*)::int from lead where lead.dealer_id = dealer.id and lead.status in ('NEW', 'RESPONDED')
    ) as "openLeads"
    from (select * from near union all select * from dealer where not exists (select from near)) as dealer`)
}
