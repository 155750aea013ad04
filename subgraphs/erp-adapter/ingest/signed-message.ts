import { crc32 } from 'node:zlib'
import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
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

/** What names a message. */
export const keyOf = ({ sender, id }: Pick<SignedMessage, 'sender' | 'id'>): string => JSON.stringify([sender, id])

/** Marks messages, each named once, as taken; gives the answers of those that were taken before, by their keys. */
export async function claimMessages(
  db: Queries,
  messages: readonly SignedMessage[],
): Promise<ReadonlyMap<string, Answer>> {
  if (messages.length === 0) return new Map()
  const hashed = messages.map(message => ({ ...message, hash: hashOf(message.body) }))
  const claimed = await db.rows<{ sender: string; id: string }>(sql`
    insert into signed_message (sender, id, body_hash)
    select * from unnest(${hashed.map(each => each.sender)}::text[], ${hashed.map(each => each.id)}::text[],
      ${hashed.map(each => each.hash)}::text[]) as message (sender, id, body_hash) order by sender, id
    on conflict do nothing returning sender, id`)
  const mine = new Set(claimed.map(keyOf))
  const answers = new Map<string, Answer>()
  for (const message of hashed) if (!mine.has(keyOf(message))) answers.set(keyOf(message), await answerOf(db, message))
  return answers
}

async function answerOf(
  db: Queries,
  { sender, id, hash }: { readonly sender: string; readonly id: string; readonly hash: string },
): Promise<Answer> {
  const before = await db.row<{ hash: string; answer: Answer }>(sql`
    select body_hash as hash, answer from signed_message where sender = ${sender} and id = ${id}`)
  if (before === undefined || before.hash !== hash)
    throw new IngestProblem('there', { detail: `Another message was sent under the webhook-id ${id}.` })
  return before.answer
}

/** Notes what messages that were claimed are answered. */
export async function keepAnswers(
  db: Queries,
  answered: readonly (readonly [message: SignedMessage, answer: Answer])[],
): Promise<void> {
  if (answered.length === 0) return
  const rows = answered.map(([{ sender, id }, answer]) => ({ sender, id, answer }))
  await db.rows(sql`
    update signed_message as message set answer = given.answer
    from json_to_recordset(${JSON.stringify(rows)}::json) as given (sender text, id text, answer jsonb)
    where message.sender = given.sender and message.id = given.id`)
}

/** Tells another body from the same one again: that it is his, a sender has proven before. */
const hashOf = (body: Uint8Array): string => `${body.length}:${crc32(body)}`
