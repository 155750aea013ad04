import type { CarEvent, Measurement } from '../vehicles/car-event.ts'

export interface QualityLimit {
  readonly measure: string
  readonly unit: string
  readonly minimum: number | null
  readonly maximum: number | null
}

export type Verdict = 'PASSED' | 'FAILED' | 'UNPLANNED'

export interface QualityResult {
  readonly at: Date
  readonly stationId: string | null
  readonly measure: string
  readonly value: number | null
  readonly unit: string | null
  readonly minimum: number | null
  readonly maximum: number | null
  readonly verdict: Verdict
}

export interface Rework {
  readonly at: Date
  readonly stationId: string | null
}

/** What an event tells of a car's checks. */
export interface QualityAfter {
  readonly results: readonly QualityResult[]
  readonly rework: Rework | null
  /** Measures whose last result failed, by name, after the event. */
  readonly blockedBy: readonly string[]
}

/** A measurement passes within the limits of the plan and in its unit; without a limit it is only noted. */
export function verdictOn({ value, unit }: Measurement, limit: QualityLimit | undefined): Verdict {
  if (limit === undefined) return 'UNPLANNED'
  const low = limit.minimum !== null && value < limit.minimum
  const high = limit.maximum !== null && value > limit.maximum
  return low || high || (unit !== null && unit !== limit.unit) ? 'FAILED' : 'PASSED'
}

/** Judges an event by its model's plan, from the checks that are open before it; one that failed stays open until it passes. */
export function judgeQuality(
  blockedBy: readonly string[],
  event: CarEvent,
  limits: readonly QualityLimit[],
): QualityAfter {
  const rework = event.bizStep === 'repairing' ? { at: event.eventTime, stationId: event.readPoint } : null
  const results = resultsOf(event, limits)
  if (results.length === 0) return { results, rework, blockedBy }
  return { results, rework, blockedBy: blockedAfter(blockedBy, results) }
}

function blockedAfter(before: readonly string[], results: readonly QualityResult[]): readonly string[] {
  const open = new Set(before)
  for (const { measure, verdict } of results)
    if (verdict === 'FAILED') open.add(measure)
    else open.delete(measure)
  const isAsBefore = open.size === before.length && before.every(measure => open.has(measure))
  return isAsBefore ? before : [...open].toSorted()
}

const none: readonly QualityResult[] = []

function resultsOf(event: CarEvent, limits: readonly QualityLimit[]): readonly QualityResult[] {
  if (event.bizStep !== 'inspecting') return none
  const measured = event.measurements.map((measurement): QualityResult => {
    const limit = limits.find(each => each.measure === measurement.measure)
    return {
      ...measurement,
      at: event.eventTime,
      stationId: event.readPoint,
      minimum: limit?.minimum ?? null,
      maximum: limit?.maximum ?? null,
      verdict: verdictOn(measurement, limit),
    }
  })
  return saidByInspector(event) && !measured.some(result => result.verdict === 'FAILED')
    ? [...measured, inspection(event)]
    : measured
}

const saidByInspector = ({ disposition }: CarEvent): boolean =>
  disposition === 'conformant' || disposition === 'non_conformant'

const inspection = (event: CarEvent): QualityResult => ({
  at: event.eventTime,
  stationId: event.readPoint,
  measure: `inspection ${event.readPoint ?? 'anywhere'}`,
  value: null,
  unit: null,
  minimum: null,
  maximum: null,
  verdict: event.disposition === 'conformant' ? 'PASSED' : 'FAILED',
})
