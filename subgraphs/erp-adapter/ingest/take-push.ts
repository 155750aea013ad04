import type { Database, Transaction } from '#platform/database.ts'
import { answerOnce, type Answer } from './answer-once.ts'
import { plantSenders, prove, type PushHeaders, type SenderClaim, type Senders } from './prove-sender.ts'
import { readText } from './read-json.ts'

/** What a plant sent. */
export interface Push {
  readonly headers: PushHeaders
  readonly text: string
  /** Who signed it; null when nobody did. */
  readonly sender: string | null
}

/** Reads a push, or refuses it; what it gives back takes it into the database. */
export type ReadPush = (push: Push) => (tx: Transaction) => Promise<Answer>

/** A push as it was carried here, and who claims to have sent it. */
export interface CarriedPush {
  readonly headers: PushHeaders
  readonly body: Uint8Array
  /** Null when nobody claims it. */
  readonly claim: SenderClaim | null
  /** @default plants */
  readonly senders?: Senders
}

/** Takes a push whatever carried it: from a proven sender, once, and durable when it is answered. */
export async function takePush(
  db: Database,
  { headers, body, claim, senders = plantSenders }: CarriedPush,
  read: ReadPush,
): Promise<Answer> {
  if (claim !== null) await prove(db, claim, { body, now: new Date(), senders })
  const take = read({ headers, text: readText(body), sender: claim?.sender ?? null })
  return answerOnce(db, claim === null ? null : { ...claim, sender: senders.nameOf(claim.sender), body }, take)
}
