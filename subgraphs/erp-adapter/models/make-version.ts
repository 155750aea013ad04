import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { VersionedPlan } from './model-version.ts'
import { versionAt, versionColumn } from './version-store.ts'

export interface NewVersion {
  readonly modelCode: string
  readonly validFrom: Date
  readonly at: Date
  readonly by: string
}

export type VersionRefusal =
  | { readonly __typename: 'ProductionModelUnknown'; readonly message: string; readonly modelCode: string }
  | { readonly __typename: 'ModelVersionBackdated'; readonly message: string; readonly validFrom: Date }

/** What a new version became. */
export interface MadeVersion {
  readonly modelCode: string
  readonly version: number
  /** Scheduled orders that follow it now. */
  readonly orders: number
}

/** Locks the model, so that versions are made one after the other and no order is scheduled meanwhile. */
export async function beginVersion(
  tx: Transaction,
  { modelCode, validFrom, at }: NewVersion,
): Promise<VersionRefusal | null> {
  const model = await tx.row(sql`select true from vehicle_model where code = ${modelCode} for no key update`)
  if (model === undefined)
    return { __typename: 'ProductionModelUnknown', message: `No plant builds the model ${modelCode}.`, modelCode }
  return validFrom < at
    ? { __typename: 'ModelVersionBackdated', message: 'validFrom is over; what is past stays as it was.', validFrom }
    : null
}

/**
 * Makes the next version of a locked model's plan, whose parts are to be written. Scheduled orders that start when it is
 * valid follow it from now on. Version 1 is what was there before any was made.
 */
export async function makeVersion(
  tx: Transaction,
  plan: VersionedPlan,
  { modelCode, validFrom, at, by }: NewVersion,
): Promise<MadeVersion> {
  const row = await tx.row<{ version: number }>(sql`
    insert into model_version (plan, model_code, version, valid_from, made_at, made_by)
    select ${plan}, ${modelCode}, coalesce(max(version), 1) + 1, ${validFrom}, ${at}, ${by}
    from model_version where plan = ${plan} and model_code = ${modelCode}
    returning version`)
  if (row === undefined) throw new Error(`no version of ${modelCode} was made`)
  // The cars are locked and looked at again: one that begins meanwhile keeps what it began with.
  const followers = await tx.rows(sql`
    with planned as (
      select production_number from vehicle
      where status in ('ORDERED', 'ACCEPTED', 'SCHEDULED') and production_number in (
        select starting.production_number from production_order as starting
        where starting.model_code = ${modelCode} and starting.planned_start >= ${validFrom})
      order by production_number for update)
    update production_order
    set ${versionColumn[plan]} = ${versionAt(plan, { model: sql`production_order.model_code`, at: sql`planned_start` })}
    from planned
    where production_order.production_number = planned.production_number and planned_start >= ${validFrom}
    returning true as follows`)
  return { modelCode, version: row.version, orders: followers.length }
}
