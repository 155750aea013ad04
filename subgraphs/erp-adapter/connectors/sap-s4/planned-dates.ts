import type { PlannedDates } from '../connector.ts'
import { sapClock } from './sap-clock.ts'
import type { SapSettings } from './sap-settings.ts'

/** The planned dates of an order that are set, by the clock of its plant. */
export function plannedDates(
  { timeZone }: Pick<SapSettings, 'timeZone'>,
  { plannedStart, plannedEnd }: PlannedDates,
): Record<string, string> {
  const start = plannedStart === null ? null : sapClock(plannedStart, timeZone)
  const end = plannedEnd === null ? null : sapClock(plannedEnd, timeZone)
  return {
    ...(start === null ? {} : { MfgOrderPlannedStartDate: start.day, MfgOrderPlannedStartTime: start.time }),
    ...(end === null ? {} : { MfgOrderPlannedEndDate: end.day, MfgOrderPlannedEndTime: end.time }),
  }
}
