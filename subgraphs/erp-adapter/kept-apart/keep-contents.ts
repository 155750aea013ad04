import { createHash } from 'node:crypto'
import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import type { Reason } from './kept-apart-event.ts'

/** What is kept apart. */
export interface Content {
  readonly id: string
  /** As it came. */
  readonly content: string
  readonly cloudEventSource: string | null
  readonly reasons: readonly Reason[]
  readonly eventId?: string | null
  readonly productionNumber?: string | null
  readonly vin?: string | null
  /** The production numbers and VINs of all cars that it names. */
  readonly carNames?: readonly string[]
}

/** Keeps contents; one that waits already counts once more. Gives back the id that each has, by the id that it came with. */
export async function keepContents(
  db: Queries,
  contents: readonly Content[],
  { sender, jobId }: { readonly sender: string | null; readonly jobId: string | null },
): Promise<ReadonlyMap<string, string>> {
  const hashed = contents.map(each => ({
    carNames: [],
    ...each,
    hash: createHash('sha256').update(each.content).digest('base64url'),
  }))
  const once = [...new Map(hashed.map(each => [each.hash, each])).values()]
  const rows = await db.rows<{ id: string; hash: string }>(sql`
    insert into kept_apart_event (id, sender, cloud_event_source, capture_id, event_id, production_number, vin, car_names,
      reasons, content, content_hash)
    select id, ${sender}, "cloudEventSource", ${jobId}, "eventId", "productionNumber", vin, "carNames", reasons, content,
      hash
    from json_to_recordset(${JSON.stringify(once)}::json) as event (id text, "cloudEventSource" text, "eventId" text,
      "productionNumber" text, vin text, "carNames" text[], reasons jsonb, content text, hash text)
    order by hash
    on conflict (content_hash) where state = 'WAITING' do update
      set deliveries = kept_apart_event.deliveries + 1, last_received_at = now(), reasons = excluded.reasons
    returning id, content_hash as hash`)
  const ids = new Map(rows.map(({ id, hash }) => [hash, id]))
  return new Map(hashed.map(({ id, hash }) => [id, ids.get(hash) ?? id]))
}
