import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { StatusChange } from './status.ts'

/** A status as it is found, to be kept where it is another than before. */
export interface Finding extends Omit<StatusChange, 'previous' | 'position'> {
  readonly actions: readonly { readonly type: string; readonly id: string }[]
}

/** Keeps the findings that change something, in one statement; gives back the changes. */
export function saveFindings(tx: Transaction, findings: readonly Finding[]): Promise<StatusChange[]> {
  return tx.rows<StatusChange>(sql`
    with given as (
      select * from json_to_recordset(${JSON.stringify(findings)}::json) as given (id text, "customerId" text, kind text,
        level text, reason text, "analysisRun" text, "setBy" text, at timestamptz)
    ), before as (
      select given.id, status.level from given left join customer_status as status
        on status.customer_id = "customerId" and status.kind = given.kind
    ), kept as (
      insert into customer_status (customer_id, kind, level, since, change_id)
      select "customerId", kind, level, at, id from given
      on conflict (customer_id, kind) do update
        set level = excluded.level, since = excluded.since, change_id = excluded.change_id
        where customer_status.level <> excluded.level
      returning change_id
    )
    insert into status_change (id, customer_id, kind, level, previous, reason, analysis_run, set_by, at)
    select given.id, "customerId", kind, given.level, before.level, reason, "analysisRun", "setBy", at
    from given join kept on kept.change_id = given.id join before on before.id = given.id
    returning id, customer_id as "customerId", kind, level, previous, reason, analysis_run as "analysisRun",
      set_by as "setBy", at, position`)
}

/** Links what was done to the changes that it led to. */
export async function saveActions(
  tx: Transaction,
  findings: readonly Finding[],
  changed: ReadonlySet<string>,
): Promise<void> {
  const actions = findings
    .filter(({ id }) => changed.has(id))
    .flatMap(({ id, actions: done }) => done.map((action, position) => ({ changeId: id, position, ...action })))
  if (actions.length === 0) return
  await tx.rows(sql`
    insert into status_action (change_id, position, subject_type, subject_id)
    select "changeId", position, type, id
    from json_to_recordset(${JSON.stringify(actions)}::json) as given ("changeId" text, position int, type text, id text)`)
}
