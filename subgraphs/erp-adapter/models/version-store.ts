import sql, { type Sql } from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { pagesOf } from '#platform/pages.ts'
import { versionNamed, type ModelVersionRow, type VersionedPlan } from './model-version.ts'

export interface Moment {
  /** A column or value of the statement that holds the model's code. */
  readonly model: Sql
  readonly at: Sql
}

/** The version that holds at a moment: of those valid then the one made last. What was there first is version 1. */
export const versionAt = (plan: VersionedPlan, { model, at }: Moment): Sql => sql`coalesce((
  select max(made.version) from model_version as made
  where made.plan = ${plan} and made.model_code = ${model} and made.valid_from <= ${at}), 1)`

/** Where an order keeps the version that it follows; null until it is scheduled or begun. */
export const versionColumn = {
  ROUTE: sql`route_version`,
  QUALITY_PLAN: sql`quality_version`,
} as const satisfies Record<VersionedPlan, Sql>

/** The version that an order of `production_order` follows or, until that is settled, the one that holds now. */
export const heldVersion = (plan: VersionedPlan): Sql => sql`coalesce(
  ${versionColumn[plan]}, ${versionAt(plan, { model: sql`production_order.model_code`, at: sql`now()` })})`

/** The versions that keys name, as a table `asked (key, model_code, version)`; a key without a number holds now. */
export function askedVersions(plan: VersionedPlan, keys: readonly string[], now: Date): Sql {
  const named = keys.map(versionNamed)
  return sql`(
    select key, model_code, coalesce(version, ${versionAt(plan, { model: sql`model_code`, at: sql`${now}` })}) as version
    from unnest(${keys}::text[], ${named.map(each => each.modelCode)}::text[], ${named.map(each => each.version)}::int[])
      as given (key, model_code, version)) as asked`
}

/** All versions of plans that cars were or will be built by; of those that were there first only the number is known. */
const versions = (plan: VersionedPlan): Sql => {
  const parts = plan === 'ROUTE' ? sql`route_step` : sql`quality_limit`
  return sql`(
    select model_code as "modelCode", version, valid_from as "validFrom", made_at as "madeAt", made_by as "madeBy"
    from model_version where plan = ${plan}
    union all
    select code, 1, null, null, null from vehicle_model
    where exists (select from ${parts} as first where first.model_code = code and first.version = 1)
  ) as each`
}

/** Versions by their keys. */
export async function findVersions(
  db: Queries,
  { plan, keys, now }: { readonly plan: VersionedPlan; readonly keys: readonly string[]; readonly now: Date },
): Promise<ReadonlyMap<string, ModelVersionRow>> {
  const rows = await db.rows<ModelVersionRow & { key: string }>(sql`
    select asked.key, each.* from ${askedVersions(plan, keys, now)}
      join ${versions(plan)} on each."modelCode" = asked.model_code and each.version = asked.version`)
  return new Map(rows.map(({ key, ...row }) => [key, row]))
}

/** For each model one page of the versions of a plan, the last first. */
export const pagesOfVersions = (
  db: Queries,
  modelCodes: readonly string[],
  { plan, page }: { readonly plan: VersionedPlan; readonly page: Page },
) =>
  pagesOf(db, modelCodes, {
    page,
    order: {
      by: sql`version`,
      type: 'bigint',
      descending: true,
      positionOf: ({ version }: ModelVersionRow) => ({ sort: String(version), id: plan }),
    },
    rows: sql`select each.* from ${versions(plan)} where each."modelCode" = parent.id`,
  })
