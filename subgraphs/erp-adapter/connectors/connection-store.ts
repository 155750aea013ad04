import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { keyed } from '#platform/rows.ts'
import type { ConnectorFault } from './connector-fault.ts'
import type { Topic } from './connector.ts'

/** Describes the connections that are configured, and forgets those that are not any more. */
export async function describeConnections(
  db: Queries,
  connections: readonly { readonly name: string; readonly kind: string; readonly plants: readonly string[] }[],
): Promise<void> {
  await db.rows(sql`
    with described as (
      select name, kind, plants from jsonb_to_recordset(${JSON.stringify(connections)}::jsonb)
        as each (name text, kind text, plants text[])
    ), gone as (
      delete from erp_connection where name not in (select name from described)
    )
    insert into erp_connection (name, kind, plant_ids) select name, kind, plants from described
    on conflict (name) do update set kind = excluded.kind, plant_ids = excluded.plant_ids`)
}

/** Whether this process may talk to the ERP for the next minute: one process at a time does. */
export async function holdConnection(db: Queries, name: string, holder: string): Promise<boolean> {
  const held = await db.row(sql`
    update erp_connection set holder = ${holder}, held_until = now() + interval '1 minute'
    where name = ${name} and (holder = ${holder} or held_until is null or held_until < now())
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
      fault_message = ${fault?.message ?? null},
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
  /** Null while there is more to read. */
  readonly asOf: Date | null
}

export async function saveMark(db: Queries, { connection, topic, mark, asOf }: Mark): Promise<void> {
  await db.rows(sql`
    insert into erp_mark (connection, topic, mark, as_of) values (${connection}, ${topic}, ${mark}, ${asOf})
    on conflict (connection, topic) do update set mark = excluded.mark, as_of = coalesce(excluded.as_of, erp_mark.as_of)`)
}

export interface ConnectionRow {
  readonly name: string
  readonly kind: string
  readonly plantIds: readonly string[]
  readonly state: 'STARTING' | 'CONNECTED' | 'AWAY'
  readonly stateSince: Date
  readonly faultCode: string | null
  readonly faultMessage: string | null
  /** When everything up to then had been read, by topic. */
  readonly asOf: Readonly<Partial<Record<Topic, string>>>
  readonly waiting: number
  readonly givenUp: number
}

const connections = sql`
  select name, kind, plant_ids as "plantIds", state, state_since as "stateSince", fault_code as "faultCode",
    fault_message as "faultMessage",
    coalesce((select jsonb_object_agg(topic, as_of) filter (where as_of is not null) from erp_mark
      where connection = name), '{}') as "asOf",
    (select count(*) from erp_hand_over where connection = name and erp_number is null and given_up_at is null) as waiting,
    (select count(*) from erp_hand_over where connection = name and given_up_at is not null) as "givenUp"
  from erp_connection`

/** All connections, by name: there are as many as ERPs. */
export const allConnections = (db: Queries): Promise<ConnectionRow[]> =>
  db.rows<ConnectionRow>(sql`${connections} order by name`)

export async function findConnections(
  db: Queries,
  names: readonly string[],
): Promise<ReadonlyMap<string, ConnectionRow>> {
  return keyed(await db.rows<ConnectionRow>(sql`${connections} where name = any(${names})`), row => row.name)
}
