import { createHash } from 'node:crypto'
import sql from 'sql-template-tag'
import type { Database, Transaction } from '#platform/database.ts'
import { IngestProblem } from './problem.ts'

/** What a push is answered when it was taken. */
export interface Answer {
  readonly status: 200 | 201 | 202
  readonly location: string | null
  readonly body: Readonly<Record<string, unknown>> | null
}

/** A message as a sender named it when he signed it. */
export interface SignedMessage {
  readonly sender: string
  readonly id: string
  readonly body: Uint8Array
}

/** Takes a push in one transaction; a signed message that was taken before is answered as it was then. */
export function answerOnce(
  db: Database,
  message: SignedMessage | null,
  take: (tx: Transaction) => Promise<Answer>,
): Promise<Answer> {
  return db.transaction(async tx => {
    if (message === null) return take(tx)
    const { sender, id } = message
    const hash = createHash('sha256').update(message.body).digest('base64url')
    const claimed = await tx.row(sql`
      insert into signed_message (sender, id, body_hash) values (${sender}, ${id}, ${hash})
      on conflict do nothing returning true as claimed`)
    if (claimed === undefined) return answerBefore(tx, { sender, id, hash })
    const answer = await take(tx)
    await tx.rows(sql`
      update signed_message set answer = ${JSON.stringify(answer)}::jsonb where sender = ${sender} and id = ${id}`)
    return answer
  })
}

async function answerBefore(
  tx: Transaction,
  { sender, id, hash }: { readonly sender: string; readonly id: string; readonly hash: string },
): Promise<Answer> {
  const before = await tx.row<{ hash: string; answer: Answer }>(sql`
    select body_hash as hash, answer from signed_message where sender = ${sender} and id = ${id}`)
  if (before === undefined || before.hash !== hash)
    throw new IngestProblem('there', { detail: `Another message was sent under the webhook-id ${id}.` })
  return before.answer
}
