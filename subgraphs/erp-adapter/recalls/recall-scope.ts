import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Queries, Transaction } from '#platform/database.ts'
import { recallScopeResolved } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { lockCaptures } from '../ingest/capture-store.ts'

const vinsOfAnEvent = 1000

// An event that was declared in error is no evidence.
const wasAt = sql`
  select from event_log where event_log.production_number = vehicle.production_number and not declares_error
    and not exists (select from event_log as wrong where wrong.production_number = event_log.production_number
      and wrong.event_id = event_log.event_id and wrong.declares_error)`

/** What each criterion of a recall asks of a car, given where its value is: a column of `open_recall`, or the value itself. */
const conditions = {
  model_codes: (value: Sql) => sql`vehicle.model_code = any(${value})`,
  vin_from: (value: Sql) => sql`vin >= ${value}`,
  vin_to: (value: Sql) => sql`vin <= ${value}`,
  // Days are those of the plant; two days around them are those of any plant, so that an index finds the cars.
  built_from: (value: Sql) => sql`coalesce(built_at, 'infinity') >= ${value} - 2
    and (built_at at time zone plant.time_zone)::date >= ${value}`,
  built_to: (value: Sql) => sql`coalesce(built_at, 'infinity') < ${value} + 2
    and (built_at at time zone plant.time_zone)::date <= ${value}`,
  station: (value: Sql) => sql`exists (${wasAt} and read_point = ${value})`,
  part: (value: Sql) => sql`exists (${wasAt} and parts @> jsonb_build_array(${value}))`,
} as const

const names = ['model_codes', 'vin_from', 'vin_to', 'built_from', 'built_to', 'station', 'part'] as const

const cars = sql`
  vehicle join production_order using (production_number) join place as plant on plant.id = production_order.plant_id`

/** Names the cars that a recall covers: what it does not ask for is not in the statement, so that an index serves the rest. */
export function scopeOfRecall({ recallId, ...recall }: RecallCriteria): Sql {
  const part = recall.part === null ? null : JSON.stringify(recall.part)
  const asked = [
    recall.modelCodes && conditions.model_codes(sql`${recall.modelCodes}::text[]`),
    recall.vinFrom && conditions.vin_from(sql`${recall.vinFrom}::text`),
    recall.vinTo && conditions.vin_to(sql`${recall.vinTo}::text`),
    recall.builtFrom && conditions.built_from(sql`${recall.builtFrom}::date`),
    recall.builtTo && conditions.built_to(sql`${recall.builtTo}::date`),
    recall.station && conditions.station(sql`${recall.station}::text`),
    part && conditions.part(sql`${part}::jsonb`),
  ].filter(condition => typeof condition === 'object' && condition !== null)
  return sql`
    insert into recall_scope (recall_id, vin)
    select ${recallId}, vin from ${cars} where ${join([sql`vin is not null`, ...asked], ' and ')}
    on conflict do nothing returning recall_id as "recallId", vin`
}

interface Covered {
  readonly recallId: string
  readonly vin: string
}

/** Names the cars that open recalls cover now and didn't before, of those whose events changed. */
export async function publishScopeOfCars(tx: Transaction, productionNumbers: readonly string[]): Promise<void> {
  if (productionNumbers.length === 0 || !(await isAnyOpen(tx))) return
  const covered = await tx.rows<Covered>(sql`
    insert into recall_scope (recall_id, vin)
    select recall_id, vin from open_recall, ${cars}
    where vehicle.production_number = any(${productionNumbers}) and vin is not null
      and ${join(
        names.map(name => sql`(${raw(name)} is null or ${conditions[name](raw(name))})`),
        ' and ',
      )}
    on conflict do nothing returning recall_id as "recallId", vin`)
  await publishCovered(tx, covered)
}

/** Whether any recall is open: without one no car has to be named to the database. */
const isAnyOpen = async (tx: Transaction): Promise<boolean> =>
  (await tx.row(sql`select from open_recall limit 1`)) !== undefined

/** Names all cars that a recall covers. */
export async function publishScopeOfRecall(tx: Transaction, recall: RecallCriteria): Promise<void> {
  await publishCovered(tx, await tx.rows<Covered>(scopeOfRecall(recall)))
}

async function publishCovered(tx: Transaction, covered: readonly Covered[]): Promise<void> {
  const byRecall = Map.groupBy(covered, row => row.recallId)
  const events = [...byRecall].flatMap(([recallId, rows]) => {
    const vins = rows.map(row => row.vin).toSorted()
    return Array.from({ length: Math.ceil(vins.length / vinsOfAnEvent) }, (_, chunk) => ({
      key: recallId,
      payload: { recallId, vins: vins.slice(chunk * vinsOfAnEvent, (chunk + 1) * vinsOfAnEvent) },
    }))
  })
  await publish(tx, recallScopeResolved, events)
}

export interface RecallCriteria {
  readonly recallId: string
  readonly modelCodes: readonly string[] | null
  readonly vinFrom: string | null
  readonly vinTo: string | null
  readonly builtFrom: string | null
  readonly builtTo: string | null
  readonly station: string | null
  /** Number, batch, or both; null when parts make no difference. */
  readonly part: Readonly<Record<string, string>> | null
}

/** Keeps a recall's criteria, once no capture is under way that could miss them; false when they are kept already. */
export async function keepRecall(db: Queries, recall: RecallCriteria): Promise<boolean> {
  await lockCaptures(db, { alone: true })
  const kept = await db.row(sql`
    insert into open_recall (recall_id, model_codes, vin_from, vin_to, built_from, built_to, station, part)
    values (${recall.recallId}, ${recall.modelCodes}, ${recall.vinFrom}, ${recall.vinTo}, ${recall.builtFrom},
      ${recall.builtTo}, ${recall.station}, ${recall.part === null ? null : JSON.stringify(recall.part)}::jsonb)
    on conflict do nothing returning true as kept`)
  return kept !== undefined
}
