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

export interface Quality {
  readonly results: readonly QualityResult[]
  readonly reworks: readonly Rework[]
  /** Measures whose last result failed, by name. */
  readonly blockedBy: readonly string[]
  /** For each event, whether a failure is open after it. */
  readonly held: readonly boolean[]
}

/** A measurement passes within the limits of the plan and in its unit; without a limit it is only noted. */
export function verdictOn({ value, unit }: Measurement, limit: QualityLimit | undefined): Verdict {
  if (limit === undefined) return 'UNPLANNED'
  const low = limit.minimum !== null && value < limit.minimum
  const high = limit.maximum !== null && value > limit.maximum
  return low || high || (unit !== null && unit !== limit.unit) ? 'FAILED' : 'PASSED'
}

/** Judges all inspections of a car by its model's plan; a check that failed stays open until it passes. */
export function judgeQuality(events: readonly CarEvent[], plan: readonly QualityLimit[]): Quality {
  const limits = new Map(plan.map(limit => [limit.measure, limit]))
  const results: QualityResult[] = []
  const reworks: Rework[] = []
  const open = new Set<string>()
  const held = events.map(event => {
    if (event.bizStep === 'repairing') reworks.push({ at: event.eventTime, stationId: event.readPoint })
    for (const result of resultsOf(event, limits)) {
      results.push(result)
      if (result.verdict === 'FAILED') open.add(result.measure)
      else open.delete(result.measure)
    }
    return open.size > 0
  })
  return { results, reworks, blockedBy: [...open].toSorted(), held }
}

function resultsOf(event: CarEvent, limits: ReadonlyMap<string, QualityLimit>): readonly QualityResult[] {
  if (event.bizStep !== 'inspecting') return []
  const measured = event.measurements.map((measurement): QualityResult => {
    const limit = limits.get(measurement.measure)
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
