import { Fault } from '#platform/errors.ts'

/** One time that a car was charged. */
export interface ChargingSession {
  readonly id: string
  readonly vin: string
  readonly chargingPoint: string
  readonly startedAt: Date
  readonly endedAt: Date
  readonly energyKwh: string
}

const longest = 24 * 60 * 60 * 1000

/** Refuses what no charging point can have measured. */
export function assertPossible(session: Omit<ChargingSession, 'id'>, now: Date): void {
  const { chargingPoint, startedAt, endedAt, energyKwh } = session
  const duration = endedAt.getTime() - startedAt.getTime()
  if (chargingPoint.trim() === '') throw new Fault('BAD_USER_INPUT', 'chargingPoint is blank.')
  if (duration <= 0) throw new Fault('BAD_USER_INPUT', 'endedAt must be after startedAt.')
  if (duration > longest) throw new Fault('BAD_USER_INPUT', 'endedAt is more than a day after startedAt.')
  if (endedAt > now) throw new Fault('BAD_USER_INPUT', 'endedAt is in the future.')
  if (Number(energyKwh) <= 0) throw new Fault('BAD_USER_INPUT', `energyKwh is ${energyKwh}; it must be more than 0.`)
}
