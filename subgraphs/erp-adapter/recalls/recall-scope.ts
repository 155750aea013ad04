import sql from 'sql-template-tag'
import type { Queries, Transaction } from '#platform/database.ts'
import { recallScopeResolved } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'

const vinsOfAnEvent = 1000

// An event that was declared in error is no evidence.
const wasAt = sql`
  select from event_log where event_log.production_number = vehicle.production_number and not declares_error
    and not exists (select from event_log as wrong where wrong.production_number = event_log.production_number
      and wrong.event_id = event_log.event_id and wrong.declares_error)`

const scopeWanted = sql`
  insert into recall_scope (recall_id, vin)
  select recall_id, vin
  from open_recall as recall, vehicle
    join production_order using (production_number)
    join place as plant on plant.id = production_order.plant_id
  where vin is not null
    and (model_codes is null or vehicle.model_code = any(model_codes))
    and (vin_from is null or vin >= vin_from)
    and (vin_to is null or vin <= vin_to)
    and (built_from is null or (built_at at time zone plant.time_zone)::date >= built_from)
    and (built_to is null or (built_at at time zone plant.time_zone)::date <= built_to)
    and (station is null or exists (${wasAt} and read_point = station))
    and (part is null or exists (${wasAt} and parts @> jsonb_build_array(part)))`

interface Covered {
  readonly recallId: string
  readonly vin: string
}

/** Names the cars that open recalls cover now and didn't before, of those whose events changed. */
export async function publishScopeOfCars(tx: Transaction, productionNumbers: readonly string[]): Promise<void> {
  if (productionNumbers.length === 0) return
  const covered = await tx.rows<Covered>(sql`
    ${scopeWanted} and vehicle.production_number = any(${productionNumbers})
      -- Without a recall no car is looked at.
      and exists (select from open_recall)
    on conflict do nothing returning recall_id as "recallId", vin`)
  await publishCovered(tx, covered)
}

/** Names all cars that a recall covers. */
export async function publishScopeOfRecall(tx: Transaction, recallId: string): Promise<void> {
  const covered = await tx.rows<Covered>(sql`
    ${scopeWanted} and recall_id = ${recallId}
    on conflict do nothing returning recall_id as "recallId", vin`)
  await publishCovered(tx, covered)
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
  await db.rows(sql`select pg_advisory_xact_lock(hashtext('erp_adapter.open_recall'))`)
  const kept = await db.row(sql`
    insert into open_recall (recall_id, model_codes, vin_from, vin_to, built_from, built_to, station, part)
    values (${recall.recallId}, ${recall.modelCodes}, ${recall.vinFrom}, ${recall.vinTo}, ${recall.builtFrom},
      ${recall.builtTo}, ${recall.station}, ${recall.part === null ? null : JSON.stringify(recall.part)}::jsonb)
    on conflict do nothing returning true as kept`)
  return kept !== undefined
}
