import sql from 'sql-template-tag'
import { batched } from '../batch.ts'

/** Whether a case of a person is open, for many people in one statement. */
export const hasOpenCase = batched<string, boolean>(async ({ db }, customerIds) => {
  const rows = await db.rows<{ id: string }>(sql`
    select distinct customer_id as id from platform.open_case where customer_id = any(${customerIds})`)
  return new Map(rows.map(({ id }) => [id, true]))
})
