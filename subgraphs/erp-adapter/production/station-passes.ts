import type { CarEvent } from '../vehicles/car-event.ts'

export interface StationPass {
  readonly stationId: string
  readonly enteredAt: Date | null
  readonly leftAt: Date | null
}

export interface RouteStop {
  readonly stationId: string
  readonly position: number
  readonly required: boolean
}

/** A car's stays at stations after an event, from those before it; a read that doesn't say which is one in. */
export function passesAfter(passes: readonly StationPass[], event: CarEvent): readonly StationPass[] {
  const { readPoint, shop, pass, eventTime } = event
  if (readPoint === null || shop === null) return passes
  const open = passes.findLastIndex(each => each.stationId === readPoint && each.leftAt === null)
  const entered = passes[open]
  if (pass === 'OUT')
    return entered === undefined
      ? [...passes, { stationId: readPoint, enteredAt: null, leftAt: eventTime }]
      : passes.with(open, { ...entered, leftAt: eventTime })
  return entered === undefined || open < passes.length - 1
    ? [...passes, { stationId: readPoint, enteredAt: eventTime, leftAt: null }]
    : passes
}

/** How far a car has come on its route. */
export interface RouteProgress {
  /** The position of the furthest stop that it was read at; 0 before the first. */
  readonly furthest: number
  /** Required stations before that one that it was not read at, in the route's order. */
  readonly skippedStations: readonly string[]
}

/** How far a car has come once it was read at a station: past the furthest one, it has skipped what lies between. */
export function progressAfter(
  { furthest, skippedStations }: RouteProgress,
  stationId: string,
  route: readonly RouteStop[],
): RouteProgress {
  let position = 0
  for (const stop of route) if (stop.stationId === stationId && stop.position > position) position = stop.position
  const open = skippedStations.includes(stationId)
    ? skippedStations.filter(skipped => skipped !== stationId)
    : skippedStations
  if (position <= furthest) return { furthest, skippedStations: open }
  const isSkipped = (stop: RouteStop): boolean =>
    stop.required && stop.position > furthest && stop.position < position && stop.stationId !== stationId
  if (!route.some(isSkipped)) return { furthest: position, skippedStations: open }
  return { furthest: position, skippedStations: [...open, ...inRouteOrder(route.filter(isSkipped))] }
}

/** A route, and the stations that a car was read at. */
export interface RouteReads {
  readonly read: ReadonlySet<string>
  readonly route: readonly RouteStop[]
}

/** Required stations before a position of the route that the car was not read at, in the route's order. */
export function missingBefore(position: number, { read, route }: RouteReads): readonly string[] {
  return inRouteOrder(route.filter(stop => stop.required && stop.position < position && !read.has(stop.stationId)))
}

const inRouteOrder = (stops: readonly RouteStop[]): readonly string[] =>
  stops.toSorted((a, b) => a.position - b.position).map(stop => stop.stationId)
