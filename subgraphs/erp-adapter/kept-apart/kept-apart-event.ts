import { flawAt, type Flaw } from '../ingest/flaw.ts'

export type KeptApartState = 'WAITING' | 'REDRIVEN' | 'DISCARDED'

export interface Reason {
  /** A JSON pointer into the event. */
  readonly pointer: string
  readonly message: string
}

/** An event that could not be taken, without its content, which can be large. */
export interface KeptApartRow {
  readonly id: string
  readonly receivedAt: Date
  readonly lastReceivedAt: Date
  readonly deliveries: number
  readonly sender: string | null
  readonly cloudEventSource: string | null
  readonly captureId: string | null
  readonly eventId: string | null
  readonly productionNumber: string | null
  readonly vin: string | null
  readonly reasons: readonly Reason[]
  readonly contentSize: number
  readonly state: KeptApartState
  readonly decidedAt: Date | null
  readonly decidedBy: string | null
  readonly discardReason: string | null
}

/** A flaw of an event as the reason why it is kept apart. */
export function reasonAt(flaw: Flaw): Reason {
  const { pointer, detail } = flawAt('', flaw)
  return { pointer, message: detail }
}
