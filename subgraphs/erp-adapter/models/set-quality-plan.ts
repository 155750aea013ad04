import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { QualityLimit } from '../quality/judge-quality.ts'
import { beginVersion, makeVersion, type MadeVersion, type NewVersion, type VersionRefusal } from './make-version.ts'
import { repeated } from './repeated.ts'
import { units } from './units.ts'

export interface NewQualityPlan extends NewVersion {
  readonly limits: readonly QualityLimit[]
}

export type SetQualityPlanOutcome =
  | ({ readonly __typename: 'SetQualityPlanSuccess' } & MadeVersion)
  | VersionRefusal
  | ({ readonly __typename: 'QualityPlanRefused'; readonly message: string } & QualityPlanFlaws)

export interface QualityPlanFlaws {
  readonly unknownUnits: readonly string[]
  readonly repeatedMeasures: readonly string[]
  readonly crossedLimits: readonly string[]
  readonly openMeasures: readonly string[]
}

/** What is wrong with the limits of a plan; null when cars can be judged by them. */
export function qualityPlanFlaws(limits: readonly QualityLimit[]): QualityPlanFlaws | null {
  const measures = (wrong: (limit: QualityLimit) => boolean): readonly string[] =>
    limits.filter(wrong).map(limit => limit.measure)
  const flaws = {
    unknownUnits: [...new Set(limits.map(limit => limit.unit).filter(unit => !units.has(unit)))],
    repeatedMeasures: repeated(limits.map(limit => limit.measure)),
    crossedLimits: measures(({ minimum, maximum }) => minimum !== null && maximum !== null && minimum > maximum),
    openMeasures: measures(({ minimum, maximum }) => minimum === null && maximum === null),
  }
  return Object.values(flaws).every(list => list.length === 0) ? null : flaws
}

/** Gives a model other limits from a moment on; cars that have begun are judged by theirs. */
export async function setQualityPlan(
  tx: Transaction,
  { limits, ...version }: NewQualityPlan,
): Promise<SetQualityPlanOutcome> {
  const { modelCode } = version
  const refusal = await beginVersion(tx, version)
  if (refusal !== null) return refusal
  const flaws = qualityPlanFlaws(limits)
  if (flaws !== null)
    return { __typename: 'QualityPlanRefused', message: `Cars of ${modelCode} can't be judged so.`, ...flaws }
  const made = await makeVersion(tx, 'QUALITY_PLAN', version)
  await tx.rows(sql`
    insert into quality_limit (model_code, version, measure, unit, minimum, maximum)
    select ${modelCode}, ${made.version}, measure, unit, minimum, maximum
    from json_to_recordset(${JSON.stringify(limits)}::json) as each (
      measure text, unit text, minimum double precision, maximum double precision)`)
  return { __typename: 'SetQualityPlanSuccess', ...made }
}
