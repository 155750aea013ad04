import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { findPlants } from '../places/place-store.ts'
import { explodeSchedule, forgetPegs } from './explode-schedule.ts'
import { findDelays, netMaterial } from './net-material.ts'
import { tellDelays } from './tell-delays.ts'

export type PlanOutcome =
  | { readonly __typename: 'PlanMaterialSuccess'; readonly planId: string }
  | { readonly __typename: 'ProductionPlantUnknown'; readonly message: string; readonly plant: string }

export interface Planning {
  readonly plantId: string
  readonly fromDay: string
  readonly toDay: string
  readonly today: string
  readonly by: string
}

/** Makes the material plan of a plant, and says which orders wait for parts from now on, and which no longer do. */
export async function makePlan(tx: Transaction, { by, ...planning }: Planning): Promise<PlanOutcome> {
  const { plantId, fromDay, toDay } = planning
  if (!(await findPlants(tx, [plantId])).has(plantId))
    return { __typename: 'ProductionPlantUnknown', message: `There is no plant ${plantId}.`, plant: plantId }
  const planId = newId('material-plan')
  // One plan of a plant at a time, so that delays are those of the last one.
  await tx.rows(sql`select pg_advisory_xact_lock(hashtext('material plan'), hashtext(${plantId}))`)
  await tx.rows(sql`
    insert into material_plan (id, plant_id, from_day, to_day, made_by)
    values (${planId}, ${plantId}, ${fromDay}, ${toDay}, ${by})`)
  const orders = await explodeSchedule(tx, { planId, ...planning })
  await netMaterial(tx, { planId, ...planning })
  await tellDelays(tx, { planId, ...planning }, await findDelays(tx, { planId, ...planning }))
  await forgetPegs(tx, planId)
  await tx.rows(sql`update material_plan set orders = ${orders} where id = ${planId}`)
  return { __typename: 'PlanMaterialSuccess', planId }
}
