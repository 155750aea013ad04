import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { partsOfLines, saveAnswer, strangeLines } from './answer-store.ts'
import { findWaits } from './find-waits.ts'
import { lockPlanning } from './lock-planning.ts'
import { clearGround, layGround } from './plan-ground.ts'
import { plantDay } from './plant-day.ts'
import { findPlans } from './plan-store.ts'
import type { SupplierAnswer } from './supplier-answer.ts'
import { tellDelays } from './tell-delays.ts'

export type AnswerOutcome =
  | { readonly __typename: 'AnswerMaterialLinesSuccess'; readonly planId: string }
  | { readonly __typename: 'MaterialPlanUnknown'; readonly message: string; readonly id: string }
  | { readonly __typename: 'MaterialPlanNotInForce'; readonly message: string; readonly planId: string }
  | { readonly __typename: 'MaterialLinesUnknown'; readonly message: string; readonly lines: readonly number[] }

/** Keeps what a supplier says of lines of the plan that is in force, and tells which orders it delays, or no longer does. */
export async function takeAnswer(tx: Transaction, answer: SupplierAnswer, now: Date): Promise<AnswerOutcome> {
  const { planId, supplierId, lines } = answer
  const plan = (await findPlans(tx, [planId])).get(planId)
  if (plan === undefined)
    return { __typename: 'MaterialPlanUnknown', message: `There is no material plan ${planId}.`, id: planId }
  await lockPlanning(tx, plan.plantId)
  const refusal = await standing(tx, planId)
  if (refusal !== null) return { __typename: 'MaterialPlanNotInForce', message: refusal, planId }
  const strange = await strangeLines(tx, answer)
  if (strange.length > 0) {
    const message = `The plan has no such lines for ${supplierId}: ${strange.join(', ')}.`
    return { __typename: 'MaterialLinesUnknown', message, lines: strange }
  }
  await saveAnswer(tx, answer, now)
  const parts = await partsOfLines(
    tx,
    planId,
    lines.map(({ line }) => line),
  )
  await judgeDelays(tx, { plantId: plan.plantId, parts, now })
  return { __typename: 'AnswerMaterialLinesSuccess', planId }
}

/** Why a plan can't be answered; null when it can. */
async function standing(tx: Transaction, planId: string): Promise<string | null> {
  const row = await tx.row<{ released: boolean; last: boolean }>(sql`
    select released_at is not null as released, not exists (
      select from material_plan as later
      where later.plant_id = plan.plant_id and later.made_at > plan.made_at and later.released_at is not null) as last
    from material_plan as plan where id = ${planId}`)
  if (row?.released !== true) return 'The plan was not released.'
  return row.last ? null : 'A later plan of the plant was released: answer that one.'
}

interface Delays {
  readonly plantId: string
  readonly parts: readonly string[]
  readonly now: Date
}

/** Looks anew who waits for some parts, in the horizon of the plant's last plan. */
async function judgeDelays(tx: Transaction, { plantId, parts, now }: Delays): Promise<void> {
  const today = await plantDay(tx, plantId, now)
  const last = await tx.row<{ id: string; fromDay: string; toDay: string }>(sql`
    select id, from_day as "fromDay", to_day as "toDay" from material_plan
    where plant_id = ${plantId} order by made_at desc limit 1`)
  if (today === undefined || last === undefined || last.toDay <= today) return
  const horizon = { plantId, fromDay: last.fromDay > today ? last.fromDay : today, toDay: last.toDay, today }
  await layGround(tx, horizon, parts)
  await findWaits(tx, horizon, { planId: last.id, parts, only: true })
  await clearGround(tx)
  await tellDelays(tx, plantId)
}
