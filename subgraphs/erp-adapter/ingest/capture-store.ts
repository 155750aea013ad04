import sql, { raw } from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import type { VehicleStatus } from '../vehicles/vehicle-status.ts'
import type { LogEvent } from './log-event.ts'

/**
 * Lets captures go on beside each other, unless one is alone: what must see all that was taken before, and be seen by all
 * that is taken after it. Gives the version of what events are read by.
 */
export async function lockCaptures(db: Queries, { alone }: { readonly alone: boolean }): Promise<number> {
  const lock = raw(alone ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared')
  const row = await db.row<{ version: number }>(sql`
    select version, ${lock}(hashtext('erp_adapter.capture')) from reading_basis`)
  if (row === undefined) throw new Error('the version of what events are read by is missing')
  return row.version
}

/** More names than these are locked as a whole: all captures share the room in the server's table of locks. */
const lockedSingly = 2048

/**
 * Keeps two captures from making one car, or binding one VIN or tag to two cars, unseen by each other; one that is alone
 * locks all names.
 */
export async function lockNames(
  db: Queries,
  names: readonly string[],
  { alone }: { readonly alone: boolean },
): Promise<void> {
  if (alone || names.length > lockedSingly)
    await db.rows(sql`select pg_advisory_xact_lock(hashtext('erp_adapter.names'))`)
  else
    await db.rows(sql`
      with others as materialized (select pg_advisory_xact_lock_shared(hashtext('erp_adapter.names')) as locked)
      select count(pg_advisory_xact_lock(hashtext('erp_adapter.names'), slot))
      from others, (
        select distinct hashtext(name) as slot from unnest(${names}::text[]) as name order by slot) as named`)
}

/** Whether there is a car by one of these production numbers or VINs. */
export async function areKnown(
  db: Queries,
  { numbers, vins }: { readonly numbers: readonly string[]; readonly vins: readonly string[] },
): Promise<boolean> {
  if (numbers.length + vins.length === 0) return false
  const found = await db.row(sql`
    select where exists (select from vehicle where production_number = any(${numbers}))
      or exists (select from vehicle where vin = any(${vins}))`)
  return found !== undefined
}

/** A car before a capture, its row locked. */
export interface LockedCar {
  readonly productionNumber: string
  readonly modelCode: string
  readonly vin: string | null
  readonly orderId: string | null
  readonly status: VehicleStatus
}

/** Locks cars named by production number or VIN, always in the same order. */
export async function lockCars(
  db: Queries,
  { numbers, vins }: { readonly numbers: readonly string[]; readonly vins: readonly string[] },
): Promise<LockedCar[]> {
  const named = vins.length === 0 ? sql`` : sql` or vin = any(${vins})`
  return db.rows<LockedCar>(sql`
    select production_number as "productionNumber", model_code as "modelCode", vin, order_id as "orderId", status
    from vehicle where production_number = any(${numbers})${named}
    order by production_number for update`)
}

/** Which of the models and plants that events name are known. */
export async function knownNames(
  db: Queries,
  events: readonly LogEvent[],
): Promise<{ readonly models: ReadonlySet<string>; readonly plants: ReadonlySet<string> }> {
  const models = named(events, event => event.modelCode)
  const plants = named(events, event => event.plantId)
  if (models.length === 0 && plants.length === 0) return { models: new Set(), plants: new Set() }
  const rows = await db.rows<{ kind: 'model' | 'plant'; id: string }>(sql`
    select 'model' as kind, code as id from vehicle_model where code = any(${models})
    union all select 'plant', id from place where kind = 'PLANT' and id = any(${plants})`)
  const ids = (kind: 'model' | 'plant'): ReadonlySet<string> =>
    new Set(rows.filter(row => row.kind === kind).map(row => row.id))
  return { models: ids('model'), plants: ids('plant') }
}

/** What events name, each once. */
export function named(events: readonly LogEvent[], nameIn: (event: LogEvent) => string | null): readonly string[] {
  const names = new Set<string>()
  for (const event of events) {
    const name = nameIn(event)
    if (name !== null) names.add(name)
  }
  return [...names]
}
