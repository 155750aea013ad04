import type { PlaceKind, Shop } from '../places/place.ts'

export interface Measurement {
  readonly measure: string
  readonly value: number
  readonly unit: string | null
}

/** What is done with a tag or on a carrier; `EMPTY` takes off whatever is on the load then. */
export type EventAction = 'ADD' | 'OBSERVE' | 'DELETE' | 'EMPTY'

/** An event of one car, with what is known of its places. */
export interface CarEvent {
  readonly eventId: string
  /** The event takes out the one with the same id. */
  readonly declaresError: boolean
  readonly action: EventAction | null
  readonly eventTime: Date
  /** A word of the CBV vocabulary, or a URI. */
  readonly bizStep: string | null
  readonly disposition: string | null
  readonly readPoint: string | null
  readonly bizLocation: string | null
  /** What the station at `readPoint` does; null when it is no station. */
  readonly shop: Shop | null
  /** What `bizLocation` is; null when it was never described. */
  readonly placeKind: PlaceKind | null
  readonly pass: 'IN' | 'OUT' | null
  readonly sourceCode: string | null
  readonly vin: string | null
  readonly tag: string | null
  readonly engineNumber: string | null
  /** The load that the car is put on or taken off; null when the event names none. */
  readonly shipmentId: string | null
  /** Where the load is meant to go, and when it is expected there. */
  readonly destination: string | null
  readonly expectedAt: Date | null
  readonly measurements: readonly Measurement[]
}

/** An event of one car as the log has it. */
export interface LoggedEvent extends CarEvent {
  readonly productionNumber: string
  readonly recordedAt: Date
}

/** The steps of planning, which the CBV vocabulary has no words for. */
export const planningSteps = {
  ordering: 'autograph:ordering',
  accepting: 'autograph:accepting',
  scheduling: 'autograph:scheduling',
  cancelling: 'autograph:cancelling',
} as const
