import type { QualityDimension, QualityReportFilter } from '#generated/erp-adapter.ts'
import { Fault } from '#platform/errors.ts'

const mostValues = 100
const mostDays = 1100
const periods = ['DAY', 'WEEK', 'MONTH'] as const

export type Period = (typeof periods)[number]

/** What a quality report is to tell. */
export interface ReportQuestion {
  readonly from: string
  readonly to: string
  readonly plants: readonly string[] | null
  readonly models: readonly string[] | null
  readonly stations: readonly string[] | null
  readonly period: Period | null
  readonly by: ReadonlySet<QualityDimension>
}

/** Reads a question; one that can not be meant is the caller's fault. */
export function reportQuestionOf(filter: QualityReportFilter, by: readonly QualityDimension[]): ReportQuestion {
  const { from, to } = filter
  const [plants, models, stations] = [filter.plants ?? null, filter.models ?? null, filter.stations ?? null]
  for (const [name, values] of Object.entries({ plants, models, stations }))
    if (values !== null && values.length > mostValues)
      throw wrong(`${name} has ${values.length} values; it can have ${mostValues}.`)
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  if (days < 1 || days > mostDays) throw wrong(`to is ${days} days after from; it can be 1 to ${mostDays}.`)
  const dimensions = new Set(by)
  const named = periods.filter(period => dimensions.has(period))
  if (named.length > 1) throw wrong(`by names ${named.join(' and ')}; it can name one of them.`)
  return { from, to, plants, models, stations, period: named[0] ?? null, by: dimensions }
}

const wrong = (message: string): Fault => new Fault('BAD_USER_INPUT', message)
