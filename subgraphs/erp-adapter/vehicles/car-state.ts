import { alarmsAfter, type CarAlarm } from '../alarms/car-alarms.ts'
import { erpStatusesAfter } from '../production/erp-statuses.ts'
import {
  passesAfter,
  progressAfter,
  type RouteProgress,
  type RouteStop,
  type StationPass,
} from '../production/station-passes.ts'
import { judgeQuality, type QualityAfter, type QualityLimit } from '../quality/judge-quality.ts'
import { legsAfter, shipmentOf, type Leg } from '../shipments/legs-after.ts'
import { bindingsAfter, type Bindings } from './bindings.ts'
import type { CarEvent } from './car-event.ts'
import { statusAfter, type StatusCourse } from './status-after.ts'
import { life, type VehicleStatus } from './vehicle-status.ts'
import { whereaboutsAfter, type Whereabouts } from './whereabouts.ts'

/** What is known of a car beside its events. */
export interface CarPlan {
  readonly plantId: string
  readonly route: readonly RouteStop[]
  readonly limits: readonly QualityLimit[]
}

/** A car as its events leave it, with all that the next event needs. */
export interface CarState extends Bindings, StatusCourse, RouteProgress {
  readonly erpStatuses: readonly string[]
  readonly startedAt: Date | null
  readonly builtAt: Date | null
  readonly whereabouts: Whereabouts
  readonly stationPasses: readonly StationPass[]
  readonly blockedBy: readonly string[]
  /** The car's ways on the loads that it was on. */
  readonly legs: readonly Leg[]
  /** What is wrong with the car on the line, as far as its own events show it. */
  readonly alarms: readonly CarAlarm[]
}

/** A car without an event. */
export const untold: CarState = {
  vin: null,
  engineNumber: null,
  bodyTag: null,
  tagBoundAt: null,
  status: 'ORDERED',
  statusSince: null,
  releaseWaits: false,
  erpStatuses: [],
  startedAt: null,
  builtAt: null,
  whereabouts: { kind: 'IN_TRANSACTION', placeId: null, since: null },
  stationPasses: [],
  furthest: 0,
  skippedStations: [],
  blockedBy: [],
  legs: [],
  alarms: [],
}

/** A car after an event, and what the event itself tells. */
export interface Step {
  readonly state: CarState
  /** Whether the event made a change of status. */
  readonly moves: boolean
  readonly quality: QualityAfter
}

/** Takes a car from one event to the next, by the order in which they happened. */
export function step(before: CarState, event: CarEvent, plan: CarPlan): Step {
  // That a load was emptied is told to cars that it turns out not to have been on then.
  if (event.action === 'EMPTY' && shipmentOf(before.legs) !== event.shipmentId)
    return { state: before, moves: false, quality: { results: [], rework: null, blockedBy: before.blockedBy } }
  const quality = judgeQuality(before.blockedBy, event, plan.limits)
  const { blockedBy } = quality
  const held = blockedBy.length > 0
  const course = statusAfter(before, event, held)
  const moves = course.status !== before.status || (before.statusSince === null && course.statusSince !== null)
  const passes = passesAfter(before.stationPasses, event)
  const isNewStay = passes.length > before.stationPasses.length && event.readPoint !== null
  const { furthest, skippedStations } = isNewStay ? progressAfter(before, event.readPoint, plan.route) : before
  const { status } = course
  const state: CarState = {
    ...bindingsAfter(before, event),
    ...course,
    erpStatuses: moves ? erpStatusesAfter(before.erpStatuses, status) : before.erpStatuses,
    startedAt: before.startedAt ?? (moves && started.has(status) ? event.eventTime : null),
    builtAt: before.builtAt ?? (moves && built.has(status) ? event.eventTime : null),
    whereabouts: whereaboutsAfter(event, { status, before: before.whereabouts, plantId: plan.plantId }),
    stationPasses: passes,
    furthest,
    skippedStations,
    blockedBy,
    legs: legsAfter(before.legs, event),
    alarms: alarmsAfter(before.alarms, {
      event,
      carried: before.bodyTag,
      passesBefore: before.stationPasses,
      passes,
      skippedStations,
      status,
      held,
    }),
  }
  return { state, moves, quality }
}

const from = (first: (typeof life)[number]): ReadonlySet<VehicleStatus> => new Set(life.slice(life.indexOf(first)))
const started = from('BROADCAST')
const built = from('BUILT')
