import sql, { type Sql } from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import type { VersionedPlan } from '../models/model-version.ts'
import { versionAt } from '../models/version-store.ts'

/** The dates that an order is to have. */
export interface Schedule {
  readonly plannedStart: Date
  readonly plannedEnd: Date
  readonly changeFreezeAt: Date
}

export interface WantedSchedule extends Schedule {
  readonly productionNumber: string
}

export interface ScheduleInput {
  readonly productionNumber: string
  readonly plannedStart: Date
  readonly plannedEnd: Date
  readonly changeFreezeAt?: Date | null
}

/** The configuration is frozen at the start unless another moment is given. */
export const scheduleOf = ({
  productionNumber,
  plannedStart,
  plannedEnd,
  changeFreezeAt,
}: ScheduleInput): WantedSchedule => ({
  productionNumber,
  plannedStart,
  plannedEnd,
  changeFreezeAt: changeFreezeAt ?? plannedStart,
})

/** What is wrong with dates; null when they are in order. */
export function flawOf({ plannedStart, plannedEnd, changeFreezeAt }: Schedule): string | null {
  if (plannedEnd <= plannedStart) return 'plannedEnd is not after plannedStart; it must be.'
  return changeFreezeAt > plannedStart
    ? 'changeFreezeAt is after plannedStart; it can be at the start or before.'
    : null
}

const versionThen = (plan: VersionedPlan): Sql =>
  versionAt(plan, { model: sql`production_order.model_code`, at: sql`each."plannedStart"` })

/** Writes dates; from then on an order follows the route and the quality plan that hold when it starts. */
export async function saveSchedules(db: Queries, schedules: readonly WantedSchedule[]): Promise<void> {
  await db.rows(sql`
    update production_order set route_version = ${versionThen('ROUTE')}, quality_version = ${versionThen('QUALITY_PLAN')},
      planned_start = each."plannedStart", planned_end = each."plannedEnd",
      change_freeze_at = each."changeFreezeAt"
    from json_to_recordset(${JSON.stringify(schedules)}::json) as each ("productionNumber" text,
      "plannedStart" timestamptz, "plannedEnd" timestamptz, "changeFreezeAt" timestamptz)
    where production_order.production_number = each."productionNumber"`)
}
