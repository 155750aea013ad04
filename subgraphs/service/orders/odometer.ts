export interface OdometerReading {
  readonly km: number
  readonly readAt: Date
}

/** The readings of a car next to a moment. */
export interface NeighbourReadings {
  /** The last one up to then. */
  readonly before: OdometerReading | null
  /** The first one after. */
  readonly after: OdometerReading | null
}

/** The reading that a new one contradicts: kilometres only grow, also when an older visit is entered late. */
export function contradicted(km: number, { before, after }: NeighbourReadings): OdometerReading | null {
  if (before !== null && km < before.km) return before
  return after !== null && km > after.km ? after : null
}
