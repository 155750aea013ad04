import type { Database, Transaction } from '#platform/database.ts'
import type { Capture } from './capture.ts'
import { intakeOf } from './intake.ts'
import { plantSenders, prove, type PushHeaders, type SenderClaim, type Senders } from './prove-sender.ts'
import { readText } from './read-json.ts'
import { claimMessages, keepAnswers, keyOf, type Answer, type SignedMessage } from './signed-message.ts'

/** What a plant sent. */
export interface Push {
  readonly headers: PushHeaders
  readonly text: string
  /** The bytes of the text. */
  readonly body: Uint8Array
  /** Who signed it; null when nobody did. */
  readonly sender: string | null
}

/** Takes what is no capture of events into the database. */
type Take = (tx: Transaction) => Promise<Answer>

/** Reads a push, or refuses it. */
export type ReadPush = (push: Push) => Capture | Take

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
  const push = read({ headers, text: readText(body), body, sender: claim?.sender ?? null })
  const message = claim === null ? null : { sender: senders.nameOf(claim.sender), id: claim.id, body }
  if (typeof push === 'function') return takeOnce(db, message, push)
  return intakeOf(db).take({ capture: push, message, bytes: body.length })
}

/** Takes what is no capture in one transaction; a signed message that was taken before is answered as it was then. */
function takeOnce(db: Database, message: SignedMessage | null, take: Take): Promise<Answer> {
  return db.transaction(async tx => {
    const before = message === null ? undefined : (await claimMessages(tx, [message])).get(keyOf(message))
    if (before !== undefined) return before
    const answer = await take(tx)
    if (message !== null) await keepAnswers(tx, [[message, answer]])
    return answer
  })
}
