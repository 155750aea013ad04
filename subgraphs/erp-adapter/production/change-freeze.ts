import { isPlanned, type VehicleStatus } from '../vehicles/vehicle-status.ts'

export interface FreezeFacts {
  readonly status: VehicleStatus
  readonly changeFreezeAt: Date | null
}

/** A configuration stays as it is from the freeze on and, whatever was planned, from the start of building on. */
export function isFrozen({ status, changeFreezeAt }: FreezeFacts, now: Date): boolean {
  return !isPlanned(status) || (changeFreezeAt !== null && now >= changeFreezeAt)
}
