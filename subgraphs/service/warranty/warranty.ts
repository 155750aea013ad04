/** What is known of a car that its warranty depends on. */
export interface Cover {
  readonly vin: string
  readonly deliveredOn: string | null
  /** The last day of cover, when the car is delivered. */
  readonly endsOn: string | null
  readonly endsAtKm: number
  readonly lastOdometerKm: number | null
}

export type WarrantyReason = 'COVERED' | 'NOT_DELIVERED' | 'EXPIRED_BY_DATE' | 'EXPIRED_BY_ODOMETER'

export interface Warranty {
  readonly startsOn: string | null
  readonly endsOn: string | null
  readonly endsAtKm: number
  readonly lastOdometerKm: number | null
  readonly active: boolean
  readonly reason: WarrantyReason
}

/** A warranty covers a delivered car up to its last day and its last kilometre, whichever comes first. */
export function warrantyOf(cover: Cover, today: string): Warranty {
  const { deliveredOn, endsOn, endsAtKm, lastOdometerKm } = cover
  const reason = reasonOf(cover, today)
  return { startsOn: deliveredOn, endsOn, endsAtKm, lastOdometerKm, active: reason === 'COVERED', reason }
}

function reasonOf({ deliveredOn, endsOn, endsAtKm, lastOdometerKm }: Cover, today: string): WarrantyReason {
  if (deliveredOn === null || endsOn === null || today < deliveredOn) return 'NOT_DELIVERED'
  if (today > endsOn) return 'EXPIRED_BY_DATE'
  return lastOdometerKm !== null && lastOdometerKm > endsAtKm ? 'EXPIRED_BY_ODOMETER' : 'COVERED'
}
