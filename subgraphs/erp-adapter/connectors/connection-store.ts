import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { keyed } from '#platform/rows.ts'
import type { ConnectorFault } from './connector-fault.ts'
import type { Topic } from './connector.ts'
import { waitingSteps } from './hand-over-store.ts'

/** Describes the connections that are configured, and forgets those that are not any more. */
export async function describeConnections(
  db: Queries,
  connections: readonly { readonly name: string; readonly kind: string; readonly plants: readonly string[] }[],
): Promise<void> {
  await db.rows(sql`
    with described as (
      select name, kind, plants from json_to_recordset(${JSON.stringify(connections)}::json)
        as each (name text, kind text, plants text[])
    ), gone as (
      delete from erp_connection where name not in (select name from described)
    )
    insert into erp_connection (name, kind, plant_ids) select name, kind, plants from described
    on conflict (name) do update set kind = excluded.kind, plant_ids = excluded.plant_ids`)
}

/** Whether this process may talk to the ERP for the next minute: one process at a time does, when the ERP lets it. */
export async function holdConnection(db: Queries, name: string, holder: string): Promise<boolean> {
  const held = await db.row(sql`
    update erp_connection set holder = ${holder}, held_until = now() + interval '1 minute'
    where name = ${name} and (holder = ${holder} or held_until is null or held_until < now())
      and coalesce(quiet_until, '-infinity') <= now()
    returning true as held`)
  return held !== undefined
}

/** Lets another process talk to the ERP at once. */
export async function leaveConnection(db: Queries, name: string, holder: string): Promise<void> {
  await db.rows(sql`
    update erp_connection set holder = null, held_until = null where name = ${name} and holder = ${holder}`)
}

/** Notes whether the ERP can be talked to; tells whether that is news. */
export async function noteState(db: Queries, name: string, fault: ConnectorFault | null): Promise<boolean> {
  const state = fault === null ? 'CONNECTED' : 'AWAY'
  const before = await db.row<{ state: string }>(sql`
    update erp_connection as now set state = ${state}, fault_code = ${fault?.code ?? null},
      fault_message = ${fault?.message ?? null}, quiet_until = now() + make_interval(secs => ${(fault?.pause ?? 0) / 1000}),
      state_since = case when now.state = ${state} then now.state_since else now() end
    from (select name, state from erp_connection where name = ${name} for update) as before
    where now.name = before.name returning before.state`)
  return before?.state !== state
}

export async function findMark(db: Queries, connection: string, topic: Topic): Promise<string | null> {
  const row = await db.row<{ mark: string }>(
    sql`select mark from erp_mark where connection = ${connection} and topic = ${topic}`,
  )
  return row?.mark ?? null
}

export interface Mark {
  readonly connection: string
  readonly topic: Topic
  readonly mark: string
  /** Whether there is more to read. */
  readonly more: boolean
  /** When the page was asked for. */
  readonly began: Date
  readonly whole: 'first' | 'further' | null
}

/** Notes how far a topic is read: whole as of the moment at which its first page was asked for, once its last one is there. */
export async function saveMark(db: Queries, { connection, topic, mark, more, began, whole }: Mark): Promise<void> {
  await db.rows(sql`
    insert into erp_mark as before (connection, topic, mark, as_of, reading_since, whole_since)
    values (${connection}, ${topic}, ${mark}, ${more ? null : began}, ${more ? began : null},
      case ${whole}::text when 'first' then now() end)
    on conflict (connection, topic) do update set mark = excluded.mark,
      as_of = case when ${more} then before.as_of else coalesce(before.reading_since, excluded.as_of) end,
      reading_since = case when ${more} then coalesce(before.reading_since, excluded.reading_since) end,
      whole_since = case ${whole}::text when 'first' then now() when 'further' then before.whole_since end`)
}

export interface ConnectionRow {
  readonly name: string
  readonly kind: string
  readonly plantIds: readonly string[]
  readonly state: 'STARTING' | 'CONNECTED' | 'AWAY'
  /** Null for `embedded`, which is there whenever the graph is. */
  readonly stateSince: Date | null
  readonly faultCode: string | null
  readonly faultMessage: string | null
  /** When everything up to then had been read, by topic. */
  readonly asOf: Readonly<Partial<Record<Topic, string>>>
  readonly waiting: number
  readonly waitingMoves: number
  readonly givenUp: number
}

/** The configured connections, and `embedded`, which keeps the plants that none of them serves. */
const connections = sql`
  with waiting as (
    select name, waits_for = 'PLACEMENT' as placement, step <> waits_for or given_up_at is null as goes_on
    from (${waitingSteps}) as step_of join erp_hand_over using (production_number, connection)
      join erp_connection on name = connection
  ), unserved as (
    select array_agg(id order by id) as plants from place
    where kind = 'PLANT' and not exists (select from erp_connection where id = any(plant_ids))
  ), topics as (select unnest(array['orders', 'stock', 'cars', 'purchases']) as topic)
  select name, kind, plant_ids as "plantIds", state, state_since as "stateSince", fault_code as "faultCode",
    fault_message as "faultMessage",
    coalesce((select jsonb_object_agg(topic, as_of) filter (where as_of is not null) from erp_mark
      where erp_mark.connection = connection.name), '{}') as "asOf",
    (select count(*) from waiting where waiting.name = connection.name and placement and goes_on) as waiting,
    (select count(*) from waiting where waiting.name = connection.name and not placement and goes_on) as "waitingMoves",
    (select count(*) from erp_hand_over where erp_hand_over.connection = connection.name and given_up_at is not null) as "givenUp"
  from erp_connection as connection
  union all
  select 'embedded', 'embedded', plants, 'CONNECTED', null, null, null, jsonb_object_agg(topic, now()), 0, 0, 0
  from unserved cross join topics where plants is not null group by plants`

/** All connections, by name: there are as many as ERPs. */
export const allConnections = (db: Queries): Promise<ConnectionRow[]> =>
  db.rows<ConnectionRow>(sql`select * from (${connections}) as known order by name`)

export async function findConnections(
  db: Queries,
  names: readonly string[],
): Promise<ReadonlyMap<string, ConnectionRow>> {
  const rows = await db.rows<ConnectionRow>(sql`select * from (${connections}) as known where name = any(${names})`)
  return keyed(rows, row => row.name)
}
