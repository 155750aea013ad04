import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import type { CloudEvent } from './cloud-event.ts'

type Identity = Pick<CloudEvent, 'source' | 'id'>

export const identityOf = ({ source, id }: Identity): string => JSON.stringify([source, id])

/** Marks CloudEvents as taken; gives back the identities of those that were not before. */
export async function claimCloudEvents(db: Queries, events: readonly Identity[]): Promise<ReadonlySet<string>> {
  const rows = await db.rows<Identity>(sql`
    insert into taken_cloud_event (source, id)
    select distinct source, id
    from unnest(${events.map(event => event.source)}::text[], ${events.map(event => event.id)}::text[]) as event (source, id)
    order by source, id
    on conflict do nothing
    returning source, id`)
  return new Set(rows.map(identityOf))
}
