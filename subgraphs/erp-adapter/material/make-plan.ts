import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { findWaits } from './find-waits.ts'
import { netMaterial } from './net-material.ts'
import { clearGround, layGround } from './plan-ground.ts'
import { lockPlanning } from './lock-planning.ts'
import { plantDay } from './plant-day.ts'
import { reserveParts } from './reserve-parts.ts'
import { tellDelays } from './tell-delays.ts'

export type PlanOutcome =
  | { readonly __typename: 'PlanMaterialSuccess'; readonly planId: string }
  | { readonly __typename: 'ProductionPlantUnknown'; readonly message: string; readonly plant: string }

export interface Planning {
  readonly plantId: string
  /** The first day; null is the day at the plant. */
  readonly fromDay: string | null
  /** Days of the horizon. */
  readonly days: number
  readonly now: Date
  readonly by: string
  /** The id of the plan. @default a new one */
  readonly planId?: string
}

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** Makes the material plan of a plant, and says which orders wait for parts from now on, and which no longer do. */
export async function makePlan(tx: Transaction, planning: Planning): Promise<PlanOutcome> {
  const { plantId, days, now, by, planId = newId('material-plan') } = planning
  const today = await plantDay(tx, plantId, now)
  if (today === undefined)
    return { __typename: 'ProductionPlantUnknown', message: `There is no plant ${plantId}.`, plant: plantId }
  await lockPlanning(tx, plantId)
  const fromDay = planning.fromDay ?? today
  const horizon = { plantId, fromDay, toDay: dayAfter(fromDay, days), today }
  const { orders } = await layGround(tx, horizon, null)
  await tx.rows(sql`
    insert into material_plan (id, plant_id, from_day, to_day, made_at, made_by, orders)
    select ${planId}, ${plantId}, ${fromDay}, ${horizon.toDay},
      greatest(${now}, max(made_at) + interval '1 millisecond'), ${by}, ${orders}
    from material_plan where plant_id = ${plantId}`)
  const parts = await netMaterial(tx, planId, horizon)
  await findWaits(tx, horizon, { planId, parts, only: false })
  // What has come since they were scheduled is theirs too.
  await reserveParts(tx, sql`select production_number from ground_car`)
  await clearGround(tx)
  await tellDelays(tx, plantId)
  return { __typename: 'PlanMaterialSuccess', planId }
}
