import sql from 'sql-template-tag'
import type { Queries, Transaction } from '#platform/database.ts'
import { exportRequested } from '#platform/event-catalogue.ts'
import { documentOf, keptDays, type DataExport, type DocumentParts } from './data-export.ts'

/** The newest exports of persons that are kept still, by the ids that they have or had; read past the caller's rows. */
export async function findDataExports(
  system: Queries,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, DataExport>> {
  const rows = await system.rows<DataExport & { readonly asked: string }>(sql`
    select distinct on (asked) asked, id, customer_id as "customerId", requested_at as "requestedAt",
      expires_at as "expiresAt", completed_at as "completedAt",
      array(select unnest(subgraphs) except select subgraph from platform.data_export_part
        where export_id = data_export.id order by 1) as "waitingFor"
    from unnest(${customerIds}::text[]) as asked join platform.data_export on customer_id = platform.golden(asked)
    where expires_at > now() order by asked, requested_at desc, id desc`)
  return new Map(rows.map(({ asked, ...row }) => [asked, row]))
}

/** The documents of exports that are complete, by the exports' ids. */
export async function readDocuments(system: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await system.rows<DocumentParts & { readonly id: string }>(sql`
    select id, customer_id as "customerId", requested_at as "requestedAt", completed_at as "completedAt",
      (select json_object_agg(subgraph, content order by subgraph) from platform.data_export_part
        where export_id = data_export.id) as subgraphs
    from platform.data_export where id = any(${ids}) and completed_at is not null`)
  return new Map(rows.map(({ id, ...parts }) => [id, documentOf(parts)]))
}

interface NewExport {
  readonly id: string
  readonly customerId: string
  readonly requestedBy: string
}

/** Notes whose data are to be exported, for every subgraph that takes part in exports. */
export async function insertDataExport(system: Transaction, { id, customerId, requestedBy }: NewExport, now: Date) {
  await system.rows(sql`
    insert into platform.data_export (id, customer_id, requested_by, requested_at, expires_at, subgraphs)
    values (${id}, ${customerId}, ${requestedBy}, ${now}, ${now}::timestamptz + make_interval(days => ${keptDays}::int),
      array(select consumer from platform.subscription where type = ${exportRequested.name} order by 1))`)
}

export async function deleteExpired(system: Queries): Promise<void> {
  await system.rows(sql`delete from platform.data_export where expires_at <= now()`)
}
