import sql from 'sql-template-tag'
import { recountBuying, recountCars, recountConsents } from '../../subgraphs/marketing/facts/recount.ts'
import { refreshSegments } from '../../subgraphs/marketing/segments/refresh-segment.ts'
import { insertSegment, insertVersion } from '../../subgraphs/marketing/segments/segment-changes.ts'
import { expressionOf, versionAfter } from '../../subgraphs/marketing/segments/segment.ts'
import { today } from '../world/calendar.ts'
import { segments } from '../world/segments.ts'
import type { Load } from './load.ts'

/** Counts the customers' facts as the events would have, defines the segments and finds their members. */
export async function loadSegments({ as, world, wrote }: Load): Promise<void> {
  const customers = world.customers.map(customer => customer.id)
  await as('marketing', async tx => {
    await tx.rows(sql`analyze purchase, car_role, service_visit, customer_consent`)
    await recountBuying(tx, customers)
    await recountCars(tx, customers)
    const spend = await tx.row<{ count: number }>(sql`select count(*)::int as count from customer_spend`)
    wrote('marketing.customer_spend', spend?.count ?? 0)
    await recountConsents(tx, customers)
    for (const { id, name, purpose, expression, definedAt, by } of segments) {
      const made = new Date(definedAt)
      await insertSegment(tx, { id, name, purpose, definedAt: made })
      const making = { madeAt: made, madeBy: by, note: null }
      await insertVersion(tx, versionAfter({ segmentId: id, version: 0 }, expressionOf(expression), making))
    }
    await refreshSegments(
      tx,
      segments.map(segment => segment.id),
      new Date(today),
    )
    const members = await tx.rows(sql`
      update segment_membership as member set since = greatest(segment.defined_at, fact.first_sale)
      from segment, customer_fact as fact
      where segment.id = member.segment_id and fact.customer_id = member.customer_id
      returning 1 as one`)
    wrote('marketing.segment_membership', members.length)
  })
}
