import type { Database, Transaction } from '#platform/database.ts'
import type { Capture } from './capture.ts'
import { inTurn } from './in-turn.ts'
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
  /** What it came over: what comes over one connection is taken in the order in which it came. */
  readonly connection: object
  /** Null when nobody claims it. */
  readonly claim: SenderClaim | null
  /** @default plants */
  readonly senders?: Senders
}

/** Takes a push whatever carried it: from a proven sender, once, and durable when it is answered. */
export async function takePush(
  db: Database,
  { headers, body, connection, claim, senders = plantSenders }: CarriedPush,
  read: ReadPush,
): Promise<Answer> {
  const proven = claim === null ? Promise.resolve() : prove(db, claim, { body, now: new Date(), senders })
  const { answered } = await inTurn(connection, proven, () => {
    const push = read({ headers, text: readText(body), body, sender: claim?.sender ?? null })
    const message = claim === null ? null : { sender: senders.nameOf(claim.sender), id: claim.id, body }
    if (typeof push === 'function') return { answered: takeOnce(db, message, push) }
    return { answered: intakeOf(db).take({ capture: push, message, connection, bytes: body.length }) }
  })
  return answered
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
