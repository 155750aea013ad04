import type { VehicleStatus } from './vehicle-status.ts'

export type Availability = 'NOT_RELEASED' | 'AVAILABLE' | 'RESERVED' | 'SOLD'

/** What changes whether a car can be sold. */
export type AvailabilityAction =
  /** The plant lets it go. */
  | 'RELEASE'
  /** The plant holds it back. */
  | 'HOLD'
  /** A sales order takes it; the next in a queue takes it over. */
  | 'RESERVE'
  /** Its order gives it up. */
  | 'FREE'
  /** It is handed to its buyer. */
  | 'SELL'
  /** It comes back from its buyer, or was never handed over. */
  | 'TAKE_BACK'

// An action that a state does not name is not allowed in it.
const transitions: Readonly<Record<Availability, Readonly<Partial<Record<AvailabilityAction, Availability>>>>> = {
  NOT_RELEASED: { RELEASE: 'AVAILABLE', RESERVE: 'RESERVED', SELL: 'SOLD' },
  AVAILABLE: { HOLD: 'NOT_RELEASED', RESERVE: 'RESERVED', SELL: 'SOLD' },
  RESERVED: { RESERVE: 'RESERVED', FREE: 'NOT_RELEASED', SELL: 'SOLD' },
  SOLD: { TAKE_BACK: 'NOT_RELEASED' },
}

/** The state after an action; null when the action is not allowed in the state before. */
export const availabilityAfter = (before: Availability, action: AvailabilityAction): Availability | null =>
  transitions[before][action] ?? null

export interface AvailabilityFacts {
  readonly status: VehicleStatus
  readonly blockedBy: readonly string[]
  /** The sales order that the car is built or reserved for. */
  readonly orderId: string | null
}

/** Whether a car can be sold, by what was done with it so far, whatever was done or told first. */
export function availabilityOf(facts: AvailabilityFacts): Availability {
  let state: Availability = 'NOT_RELEASED'
  for (const action of doneWith(facts)) state = availabilityAfter(state, action) ?? state
  return state
}

const released: ReadonlySet<VehicleStatus> = new Set(['RELEASED', 'IN_TRANSIT', 'AT_DEALER'])

/** What was done with a car, in the order in which the actions follow each other. */
function doneWith({ status, blockedBy, orderId }: AvailabilityFacts): readonly AvailabilityAction[] {
  const free = released.has(status) && blockedBy.length === 0
  return [
    ...(free ? (['RELEASE'] as const) : []),
    ...(orderId === null ? [] : (['RESERVE'] as const)),
    ...(status === 'DELIVERED' ? (['SELL'] as const) : []),
  ]
}
