import type { QualityResult, Rework } from '../quality/judge-quality.ts'
import type { LoggedEvent } from './car-event.ts'
import { step, untold, type CarPlan, type CarState } from './car-state.ts'
import { inOrder } from './event-order.ts'
import { changeBy, type StatusChange } from './status-after.ts'

/** A car as its events leave it, and what they told on the way; first first. */
export interface DerivedVehicle extends CarState {
  readonly timeline: readonly StatusChange[]
  readonly qualityResults: readonly QualityResult[]
  readonly reworks: readonly Rework[]
}

/** Derives a car from all its events; the order in which they are given makes no difference. */
export function deriveVehicle(given: readonly LoggedEvent[], plan: CarPlan): DerivedVehicle {
  const timeline: StatusChange[] = []
  const qualityResults: QualityResult[] = []
  const reworks: Rework[] = []
  let state = untold
  for (const event of inOrder(given)) {
    const { state: after, moves, quality } = step(state, event, plan)
    state = after
    if (moves) timeline.push(changeBy(event, state.status))
    qualityResults.push(...quality.results)
    if (quality.rework !== null) reworks.push(quality.rework)
  }
  return { ...state, timeline, qualityResults, reworks }
}
