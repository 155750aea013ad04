import type { Database, Transaction } from '#platform/database.ts'
import { memoryOf } from '../vehicles/car-memory.ts'
import { carsInHand, type CarsInHand } from '../vehicles/cars-in-hand.ts'
import { answerOnce, type Answer } from './answer-once.ts'
import { CarsMoved } from './append-events.ts'
import { plantSenders, prove, type PushHeaders, type SenderClaim, type Senders } from './prove-sender.ts'
import { readText } from './read-json.ts'

/** What a plant sent. */
export interface Push {
  readonly headers: PushHeaders
  readonly text: string
  /** The bytes of the text. */
  readonly body: Uint8Array
  /** Who signed it; null when nobody did. */
  readonly sender: string | null
}

/** Takes a push into the database. */
export type TakeRead = (tx: Transaction, hand: CarsInHand) => Promise<Answer>

/** Reads a push, or refuses it; what it gives back takes it. */
export type ReadPush = (push: Push) => TakeRead

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
  const take = read({ headers, text: readText(body), body, sender: claim?.sender ?? null })
  const message = claim === null ? null : { ...claim, sender: senders.nameOf(claim.sender), body }
  const answerFrom = async (hand: CarsInHand): Promise<Answer> => {
    const answer = await answerOnce(db, message, tx => take(tx, hand))
    hand.giveBack()
    return answer
  }
  return answerFrom(carsInHand(memoryOf(db))).catch((error: unknown) => {
    if (error instanceof CarsMoved) return answerFrom(carsInHand())
    throw error
  })
}
