import sql, { join, raw } from 'sql-template-tag'
import type { Transaction } from '../database.ts'
import { exportRequested } from '../event-catalogue.ts'
import { reaction, type Reaction } from '../events.ts'
import type { Holder } from './erase-person.ts'

/** How a subgraph that holds something of persons takes part when one asks for his data. */
export const onExportRequested = (holder: Holder): Reaction =>
  reaction(exportRequested, (tx, { payload }) => exportPerson(tx, holder, payload.exportId))

/** Puts in a subgraph's part of a person's data: all that it holds under his id, by its tables, in one statement. */
async function exportPerson(tx: Transaction, { subgraph, holdings }: Holder, exportId: string): Promise<void> {
  const asked = await tx.row<{ customerId: string }>(sql`
    select customer_id as "customerId" from platform.data_export where id = ${exportId} for update`)
  // It has expired, or the person was erased meanwhile.
  if (asked === undefined) return
  // By a number or a name somebody else could be found too: nobody is given what may be another's.
  const person = { ...asked, contacts: [], names: [] }
  const tables = holdings
    .filter(({ isGiven = true }) => isGiven)
    .map(
      ({ table, of }) => sql`${table}::text, (
        select coalesce(jsonb_agg(to_jsonb(held)), '[]')
        from (select * from ${raw(table)} where ${of(person)}) as held)`,
    )
  const content = tables.length === 0 ? sql`'{}'::jsonb` : sql`jsonb_build_object(${join(tables)})`
  await tx.rows(sql`
    insert into platform.data_export_part (export_id, subgraph, content) values (${exportId}, ${subgraph}, ${content})
    on conflict do nothing`)
  await tx.rows(sql`
    update platform.data_export set completed_at = now()
    where id = ${exportId} and completed_at is null
      and subgraphs <@ array(select subgraph from platform.data_export_part where export_id = ${exportId})`)
}
