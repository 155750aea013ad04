import { carAlarms, type CarAlarm } from '../alarms/car-alarms.ts'
import { erpStatusesAfter } from '../production/erp-statuses.ts'
import { skippedStations, stationPasses, type RouteStop, type StationPass } from '../production/station-passes.ts'
import { judgeQuality, type QualityLimit, type QualityResult, type Rework } from '../quality/judge-quality.ts'
import { bindings, type Bindings } from './bindings.ts'
import type { CarEvent } from './car-event.ts'
import { inOrder } from './event-order.ts'
import { statusTimeline, type StatusChange } from './status-timeline.ts'
import { life, type VehicleStatus } from './vehicle-status.ts'
import { whereaboutsAfter, type Whereabouts } from './whereabouts.ts'

/** What is known of a car beside its events. */
export interface CarPlan {
  readonly plantId: string
  readonly route: readonly RouteStop[]
  readonly limits: readonly QualityLimit[]
}

/** A car as its events leave it. */
export interface DerivedVehicle extends Bindings {
  readonly status: VehicleStatus
  /** Null before the first change. */
  readonly statusSince: Date | null
  /** First first. */
  readonly timeline: readonly StatusChange[]
  readonly erpStatuses: readonly string[]
  readonly startedAt: Date | null
  readonly builtAt: Date | null
  readonly whereabouts: Whereabouts
  readonly stationPasses: readonly StationPass[]
  readonly skippedStations: readonly string[]
  readonly qualityResults: readonly QualityResult[]
  readonly reworks: readonly Rework[]
  readonly blockedBy: readonly string[]
  /** What is wrong with the car on the line, as far as its own events show it. */
  readonly alarms: readonly CarAlarm[]
}

/** Derives a car from all its events; the order in which they are given makes no difference. */
export function deriveVehicle(given: readonly CarEvent[], plan: CarPlan): DerivedVehicle {
  const events = inOrder(given)
  const quality = judgeQuality(events, plan.limits)
  const { changes, after } = statusTimeline(events, quality.held)
  const passes = stationPasses(events)
  const missed = skippedStations(passes, plan.route)
  const { held } = quality
  const reached = firstAtOrAfter(changes)
  return {
    ...bindings(events),
    status: changes.at(-1)?.status ?? 'ORDERED',
    statusSince: changes.at(-1)?.at ?? null,
    timeline: changes,
    erpStatuses: erpStatusesAfter(changes.map(change => change.status)),
    startedAt: reached('BROADCAST'),
    builtAt: reached('BUILT'),
    whereabouts: whereaboutsAfter(events, { statuses: after, plantId: plan.plantId }),
    stationPasses: passes,
    skippedStations: missed,
    qualityResults: quality.results,
    reworks: quality.reworks,
    blockedBy: quality.blockedBy,
    alarms: carAlarms({ events, statuses: after, held, passes, skippedStations: missed, route: plan.route }),
  }
}

/** When the car first came to a status of its life or, if that was not reported, to a later one. */
function firstAtOrAfter(changes: readonly StatusChange[]): (status: (typeof life)[number]) => Date | null {
  return status => {
    const reached: ReadonlySet<VehicleStatus> = new Set(life.slice(life.indexOf(status)))
    return changes.find(change => reached.has(change.status))?.at ?? null
  }
}
