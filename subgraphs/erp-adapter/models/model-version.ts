/** What a model has versions of. */
export type VersionedPlan = 'ROUTE' | 'QUALITY_PLAN'

/** One version of a model's route or quality plan; what is not known of it is null, as of what was there first. */
export interface ModelVersionRow {
  readonly modelCode: string
  readonly version: number
  readonly validFrom: Date | null
  readonly madeAt: Date | null
  readonly madeBy: string | null
}

/** Names a version for reads of many at once; without a number the one that holds now. */
export const versionKey = (modelCode: string, version: number | null): string => `${version ?? ''} ${modelCode}`

/** What a key names. */
export function versionNamed(key: string): { readonly modelCode: string; readonly version: number | null } {
  const blank = key.indexOf(' ')
  return { modelCode: key.slice(blank + 1), version: blank === 0 ? null : Number(key.slice(0, blank)) }
}
