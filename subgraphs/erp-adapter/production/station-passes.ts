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

const none: readonly string[] = []

/** Required stations that the car was not read at, though it was at a later one of its route. */
export function skippedStations(passes: readonly StationPass[], route: readonly RouteStop[]): readonly string[] {
  const read = new Set(passes.map(pass => pass.stationId))
  let furthest = 0
  for (const { stationId, position } of route) if (position > furthest && read.has(stationId)) furthest = position
  return missingBefore(furthest, { read, route })
}

export interface RouteProgress {
  readonly read: ReadonlySet<string>
  readonly route: readonly RouteStop[]
}

/** Required stations before a position of the route that the car was not read at, in the route's order. */
export function missingBefore(position: number, { read, route }: RouteProgress): readonly string[] {
  const missing = route.filter(stop => stop.required && stop.position < position && !read.has(stop.stationId))
  if (missing.length === 0) return none
  return missing.toSorted((a, b) => a.position - b.position).map(stop => stop.stationId)
}
