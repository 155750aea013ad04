import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { loopColumns } from './loop-store.ts'
import type { Loop, LoopAction } from './loop.ts'

export type NewLoop = Omit<Loop, 'result' | 'verifiedBy' | 'verifiedAt' | 'endedAt' | 'articleId'>

/** Opens a loop unless one is open for the same; tells whether it did. */
export async function insertLoop(tx: Transaction, added: NewLoop): Promise<boolean> {
  const { id, trigger, subject, caseId, requestId, customerId, dealerId, department, ownerId, openedBy, openedAt } =
    added
  const row = await tx.row(sql`
    insert into closed_loop (id, trigger, subject, case_id, request_id, customer_id, dealer_id, department, owner_id,
      opened_by, opened_at)
    values (${id}, ${trigger}, ${subject}, ${caseId}, ${requestId}, ${customerId}, ${dealerId}, ${department},
      ${ownerId}, ${openedBy}, ${openedAt})
    on conflict do nothing returning id`)
  return row !== undefined
}

export function lockLoop(tx: Transaction, id: string): Promise<Loop | undefined> {
  return tx.row<Loop>(sql`select ${loopColumns} from closed_loop where id = ${id} for update`)
}

export async function addAction(tx: Transaction, { loopId, action, takenBy, takenAt }: LoopAction): Promise<void> {
  await tx.rows(sql`
    insert into loop_action (loop_id, position, action, taken_by, taken_at)
    select ${loopId}, coalesce(max(position), 0) + 1, ${action}, ${takenBy}, greatest(${takenAt}, max(taken_at))
    from loop_action where loop_id = ${loopId}`)
}

/** Says who answers for a locked loop. */
export async function setOwner(tx: Transaction, id: string, ownerId: string): Promise<void> {
  await tx.rows(sql`update closed_loop set owner_id = ${ownerId} where id = ${id}`)
}

/** Sets the result of a locked loop, or takes it away. */
export async function setResult(tx: Transaction, id: string, result: string | null): Promise<void> {
  await tx.rows(sql`update closed_loop set result = ${result} where id = ${id}`)
}

export async function markVerified(
  tx: Transaction,
  id: string,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<void> {
  await tx.rows(sql`update closed_loop set verified_by = ${by}, verified_at = ${at} where id = ${id}`)
}

export async function markEnded(
  tx: Transaction,
  id: string,
  { articleId, at }: { readonly articleId: string; readonly at: Date },
): Promise<void> {
  await tx.rows(sql`update closed_loop set ended_at = ${at}, article_id = ${articleId} where id = ${id}`)
}

/** Keeps what a customer thought; his later word counts. */
export async function saveCaseRating(
  tx: Transaction,
  caseId: string,
  rating: { readonly score: number; readonly comment: string | null; readonly by: string; readonly at: Date },
): Promise<void> {
  const { score, comment, by, at } = rating
  await tx.rows(sql`
    insert into case_rating (case_id, score, comment, rated_by, rated_at)
    values (${caseId}, ${score}, ${comment}, ${by}, ${at})
    on conflict (case_id) do update
      set score = excluded.score, comment = excluded.comment, rated_by = excluded.rated_by, rated_at = excluded.rated_at`)
}
