import type { StationPass } from '../production/station-passes.ts'
import type { CarEvent } from '../vehicles/car-event.ts'
import { reportedStatus } from '../vehicles/reported-status.ts'
import type { VehicleStatus } from '../vehicles/vehicle-status.ts'

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

/** What a car came to by an event. */
export interface Turn {
  readonly event: CarEvent
  /** The tag on the body before it. */
  readonly carried: string | null
  readonly passesBefore: readonly StationPass[]
  readonly passes: readonly StationPass[]
  readonly skippedStations: readonly string[]
  readonly status: VehicleStatus
  /** Whether a failed check is open. */
  readonly held: boolean
}

const none: readonly CarAlarm[] = []

/** The alarms that stand after an event, one for each kind, station and tag, with its first moment. */
export function alarmsAfter(before: readonly CarAlarm[], turn: Turn): readonly CarAlarm[] {
  const shown: CarAlarm[] = []
  for (const rule of rules) shown.push(...rule(turn))
  if (shown.length === 0 && before.length === 0) return before
  const standing = new Map(before.filter(each => stillStands(each, turn)).map(each => [keyOf(each), each]))
  for (const each of shown) {
    const known = standing.get(keyOf(each))
    if (known === undefined || each.at < known.at) standing.set(keyOf(each), each)
  }
  const after = [...standing.values()]
  return after.length === before.length && after.every((each, nth) => each === before[nth]) ? before : after
}

const keyOf = ({ kind, stationId, tag }: CarAlarm): string => JSON.stringify([kind, stationId, tag])

function stillStands({ kind, stationId }: CarAlarm, { skippedStations, held }: Turn): boolean {
  if (kind === 'STATION_SKIPPED') return stationId !== null && skippedStations.includes(stationId)
  return kind !== 'RELEASE_BLOCKED' || held
}

const alarm = (kind: CarAlarmKind, stationId: string | null, at: Date): CarAlarm => ({ kind, stationId, tag: null, at })

/** A station is missed as soon as the car is read at a later one. */
const skipped = ({ skippedStations, event }: Turn): readonly CarAlarm[] =>
  skippedStations.length === 0
    ? none
    : skippedStations.map(stationId => alarm('STATION_SKIPPED', stationId, event.eventTime))

/** A station read a tag for the car that was not on its body then. */
function foreignTag({ event, carried }: Turn): readonly CarAlarm[] {
  const { tag, action, readPoint, shop, eventTime } = event
  return tag !== null && action === 'OBSERVE' && shop !== null && tag !== carried
    ? [{ kind: 'TAG_NOT_CARRIED', stationId: readPoint, tag, at: eventTime }]
    : none
}

/** A station read the car while it was at another one, which it came to before and left after. */
function doubled({ event, passesBefore, passes }: Turn): readonly CarAlarm[] {
  if (event.pass !== 'OUT' || passes === passesBefore) return none
  const left = passes.find((pass, nth) => pass !== passesBefore[nth])
  if (left === undefined || left.enteredAt === null) return none
  const [from, until] = [left.enteredAt.getTime(), event.eventTime.getTime()]
  const between = (at: Date | null): at is Date => at !== null && at.getTime() > from && at.getTime() < until
  const found: CarAlarm[] = []
  for (const { stationId, enteredAt, leftAt } of passes) {
    if (stationId === left.stationId) continue
    if (between(enteredAt)) found.push(alarm('AT_TWO_STATIONS', stationId, enteredAt))
    if (between(leftAt)) found.push(alarm('AT_TWO_STATIONS', stationId, leftAt))
  }
  return found
}

const away: ReadonlySet<VehicleStatus> = new Set<VehicleStatus>(['IN_TRANSIT', 'AT_DEALER', 'DELIVERED'])

/** A station read the car though it had left the plant and was not sent back. */
const afterLeaving = ({ event, status }: Turn): readonly CarAlarm[] =>
  event.shop !== null && away.has(status) ? [alarm('READ_AFTER_LEAVING', event.readPoint, event.eventTime)] : none

/** A release was reported while a failed check was open, and waits for it since. */
const blocked = ({ event, held }: Turn): readonly CarAlarm[] =>
  held && reportedStatus(event) === 'RELEASED' ? [alarm('RELEASE_BLOCKED', null, event.eventTime)] : none

const rules = [skipped, foreignTag, doubled, afterLeaving, blocked]
