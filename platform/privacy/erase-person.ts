import sql from 'sql-template-tag'
import type { Transaction } from '../database.ts'
import { endHolding } from './end-holding.ts'
import type { Holding } from './holding.ts'
import type { Person } from './person.ts'

/** A subgraph, and what it holds of persons. */
export interface Holder {
  readonly subgraph: string
  readonly holdings: readonly Holding[]
}

/**
 * Does a subgraph's part of an erasure and notes it, all in one transaction. Whoever is the last completes it: then
 * nothing that tells of the person is in the outbox, nor by what he was looked for.
 */
export async function erasePerson(tx: Transaction, { subgraph, holdings }: Holder, erasureId: string): Promise<void> {
  const person = await tx.row<Person>(sql`
    select customer_id as "customerId", contacts, names from platform.erasure where id = ${erasureId} for update`)
  if (person === undefined) throw new Error(`there is no erasure ${erasureId}`)
  for (const holding of holdings) {
    const { rows, until } = await endHolding(tx, holding, person)
    const { end, table } = holding
    const basis = end.outcome === 'RESTRICTED' ? end.basis : null
    await tx.rows(sql`
      insert into platform.erasure_item as item
        (erasure_id, subgraph, item, outcome, row_count, legal_basis, until, done_at)
      values (${erasureId}, ${subgraph}, ${table}, ${end.outcome}, ${rows}, ${basis}, ${until}, now())
      on conflict (erasure_id, subgraph, item) do update set row_count = greatest(item.row_count, excluded.row_count),
        until = greatest(item.until, excluded.until)`)
  }
  await tx.rows(sql`select platform.forget_events(${person.customerId}, ${person.contacts}::text[])`)
  await tx.rows(sql`
    update platform.erasure set completed_at = now(), contacts = '{}', names = '{}'
    where id = ${erasureId} and completed_at is null
      and subgraphs <@ array(select subgraph from platform.erasure_item where erasure_id = ${erasureId})`)
}
