import type { RouteStop, StationPass } from '../production/station-passes.ts'
import type { CarEvent } from '../vehicles/car-event.ts'
import { reportedStatus } from '../vehicles/reported-status.ts'
import type { VehicleStatus } from '../vehicles/vehicle-status.ts'
import { bindTag } from '../vehicles/bindings.ts'

/** Alarms that a car's own events show; that a tag is on two bodies shows only beside the other car. */
export type CarAlarmKind =
  | 'STATION_SKIPPED'
  | 'TAG_NOT_CARRIED'
  | 'AT_TWO_STATIONS'
  | 'READ_AFTER_LEAVING'
  | 'RELEASE_BLOCKED'

export interface CarAlarm {
  readonly kind: CarAlarmKind
  readonly stationId: string | null
  readonly tag: string | null
  /** When it happened on the line. */
  readonly at: Date
}

/** What a car's events were read to, beside each other: the status and an open failure after each event. */
export interface CarCourse {
  readonly events: readonly CarEvent[]
  readonly statuses: readonly VehicleStatus[]
  readonly held: readonly boolean[]
  readonly passes: readonly StationPass[]
  readonly skippedStations: readonly string[]
  readonly route: readonly RouteStop[]
}

/** The alarms that stand after a car's events, one for each kind, station and tag, with its first moment. */
export function carAlarms(course: CarCourse): readonly CarAlarm[] {
  const found = [
    ...skipped(course),
    ...foreignTags(course),
    ...doubled(course),
    ...afterLeaving(course),
    ...blocked(course),
  ]
  const first = new Map<string, CarAlarm>()
  for (const alarm of found) {
    const key = JSON.stringify([alarm.kind, alarm.stationId, alarm.tag])
    const known = first.get(key)
    if (known === undefined || alarm.at < known.at) first.set(key, alarm)
  }
  return [...first.values()]
}

const alarm = (kind: CarAlarmKind, stationId: string | null, at: Date): CarAlarm => ({ kind, stationId, tag: null, at })

/** A station was missed as soon as the car was read at a later one. */
function skipped({ skippedStations, route, passes }: CarCourse): readonly CarAlarm[] {
  if (skippedStations.length === 0) return []
  const positions = new Map(route.map(stop => [stop.stationId, stop.position]))
  const positionOf = (stationId: string): number => positions.get(stationId) ?? 0
  return skippedStations.flatMap(stationId => {
    const past = passes.filter(pass => positionOf(pass.stationId) > positionOf(stationId)).flatMap(moments)
    const [at] = past.toSorted((a, b) => a.getTime() - b.getTime())
    return at === undefined ? [] : [alarm('STATION_SKIPPED', stationId, at)]
  })
}

/** A station read a tag for the car that was not on its body then. */
function foreignTags({ events }: CarCourse): readonly CarAlarm[] {
  const alarms: CarAlarm[] = []
  let carried: string | null = null
  for (const event of events) {
    const { tag, action, readPoint, shop, eventTime } = event
    if (tag !== null && action === 'OBSERVE' && shop !== null && tag !== carried)
      alarms.push({ kind: 'TAG_NOT_CARRIED', stationId: readPoint, tag, at: eventTime })
    carried = bindTag(carried, event)
  }
  return alarms
}

/** A station read the car while it was at another one, which it came to before and left after. */
function doubled({ passes }: CarCourse): readonly CarAlarm[] {
  return passes.flatMap(({ stationId, enteredAt, leftAt }) => {
    if (enteredAt === null || leftAt === null) return []
    return passes
      .filter(other => other.stationId !== stationId)
      .flatMap(other =>
        moments(other)
          .filter(at => at > enteredAt && at < leftAt)
          .map(at => alarm('AT_TWO_STATIONS', other.stationId, at)),
      )
  })
}

const left: ReadonlySet<VehicleStatus | undefined> = new Set<VehicleStatus>(['IN_TRANSIT', 'AT_DEALER', 'DELIVERED'])

/** A station read the car though it had left the plant and was not sent back. */
const afterLeaving = ({ events, statuses }: CarCourse): readonly CarAlarm[] =>
  events.flatMap(({ readPoint, shop, eventTime }, index) =>
    shop !== null && left.has(statuses[index]) ? [alarm('READ_AFTER_LEAVING', readPoint, eventTime)] : [],
  )

/** A release was reported while a failed check was open, and waits for it since. */
function blocked({ events, held }: CarCourse): readonly CarAlarm[] {
  const since = held.lastIndexOf(false) + 1
  const event = events.find((each, index) => index >= since && reportedStatus(each) === 'RELEASED')
  return event === undefined ? [] : [alarm('RELEASE_BLOCKED', null, event.eventTime)]
}

const moments = ({ enteredAt, leftAt }: StationPass): readonly Date[] => [enteredAt, leftAt].filter(at => at !== null)
