import sql from 'sql-template-tag'
import type { Queries, Transaction } from '#platform/database.ts'
import type { SupplierAnswer } from './supplier-answer.ts'

/** Writes what a supplier says of lines of a plan, in place of what he said of them before. */
export async function saveAnswer(tx: Transaction, { planId, by, lines }: SupplierAnswer, at: Date): Promise<void> {
  const told = JSON.stringify(lines)
  await tx.rows(sql`
    with line as (
      select line, note from json_to_recordset(${told}::json) as each (line int, note text)
    ), old as (
      delete from material_portion using line
      where plan_id = ${planId} and material_portion.line = line.line
    )
    insert into material_answer (plan_id, line, answered_at, answered_by, note)
    select ${planId}, line, ${at}, ${by}, note from line
    on conflict (plan_id, line) do update
      set answered_at = excluded.answered_at, answered_by = excluded.answered_by, note = excluded.note`)
  await tx.rows(sql`
    insert into material_portion (plan_id, line, due_on, quantity)
    select ${planId}, line, "dueOn", quantity
    from json_to_recordset(${told}::json) as each (line int, confirmed jsonb)
      cross join jsonb_to_recordset(confirmed) as portion ("dueOn" date, quantity numeric)`)
}

/** The lines that are named and are not lines of the plan that the supplier has. */
export async function strangeLines(db: Queries, { planId, supplierId, lines }: SupplierAnswer): Promise<number[]> {
  const rows = await db.rows<{ line: number }>(sql`
    select asked.line from unnest(${lines.map(({ line }) => line)}::int[]) as asked (line)
    where not exists (
      select from material_line as line
      where line.plan_id = ${planId} and line.line = asked.line and supplier_id = ${supplierId})
    order by 1`)
  return rows.map(({ line }) => line)
}

/** The parts that lines of a plan are of. */
export async function partsOfLines(db: Queries, planId: string, lines: readonly number[]): Promise<string[]> {
  const rows = await db.rows<{ partNumber: string }>(sql`
    select distinct part_number as "partNumber" from material_line where plan_id = ${planId} and line = any(${lines}::int[])`)
  return rows.map(({ partNumber }) => partNumber)
}

export interface AnswerRow {
  readonly planId: string
  readonly line: number
  readonly quantity: string
  readonly shortfall: string
  readonly confirmed: readonly { readonly quantity: string; readonly dueOn: string }[]
  readonly answeredAt: Date
  readonly answeredBy: string
  readonly note: string | null
}

/** What suppliers said of lines, by `planId:line`. */
export async function findAnswers(db: Queries, keys: readonly string[]): Promise<ReadonlyMap<string, AnswerRow>> {
  const rows = await db.rows<AnswerRow>(sql`
    select answer.plan_id as "planId", answer.line, answered_at as "answeredAt", answered_by as "answeredBy", note,
      coalesce(total, 0)::text as quantity, greatest(material_line.quantity - coalesce(in_time, 0), 0)::text as shortfall,
      coalesce(portions, '[]') as confirmed
    from (select split_part(key, ' ', 1) as plan_id, split_part(key, ' ', 2)::int as line from unnest(${keys}::text[]) as key) as asked
      join material_answer as answer using (plan_id, line)
      join material_line using (plan_id, line)
      cross join lateral (
        select sum(portion.quantity)::numeric(14, 3) as total,
          sum(portion.quantity) filter (where due_on <= need_on) as in_time,
          jsonb_agg(jsonb_build_object('dueOn', due_on, 'quantity', portion.quantity::text) order by due_on) as portions
        from material_portion as portion
        where portion.plan_id = answer.plan_id and portion.line = answer.line) as told`)
  return new Map(rows.map(row => [answerKey(row), row]))
}

/** The key of a line's answer. */
export const answerKey = ({ planId, line }: { readonly planId: string; readonly line: number }): string =>
  `${planId} ${line}`
