import { createHash } from 'node:crypto'
import { z } from 'zod'
import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { grouped } from '#platform/rows.ts'
import { jsonTexts } from '../ingest/json-texts.ts'
import type { SentEvent, SentFlaw } from '../ingest/read-sent-events.ts'
import { reasonAt } from './kept-apart-event.ts'

/** What was sent, and what is wrong with some of it. */
interface Flawed {
  readonly sent: readonly SentEvent[]
  readonly text: string
  readonly flaws: readonly SentFlaw[]
}

/** Keeps the flawed events of a body as they came; gives back the id of each by its place in what was sent. */
export async function keepApart(
  db: Queries,
  { sent, text, flaws }: Flawed,
  { sender, jobId }: { readonly sender: string | null; readonly jobId: string | null },
): Promise<ReadonlyMap<number, string>> {
  const indexes = [...new Set(flaws.map(flaw => flaw.index))]
  if (indexes.length === 0) return new Map()
  const reasons = grouped(indexes, flaws, flaw => flaw.index)
  const texts = jsonTexts(
    text,
    indexes.map(index => sent[index]?.at ?? []),
  )
  const events = indexes.map((index, nth) => {
    const content = texts[nth] ?? ''
    const hash = createHash('sha256').update(content).digest('base64url')
    const cloudEventSource = sent[index]?.cloudEventSource ?? null
    return {
      index,
      id: newId('kept'),
      content,
      hash,
      cloudEventSource,
      reasons: reasons.get(index)?.map(reasonAt),
      ...namesIn(sent[index]?.value),
    }
  })
  const once = [...new Map(events.map(event => [event.hash, event])).values()]
  const rows = await db.rows<{ id: string; hash: string }>(sql`
    insert into kept_apart_event (id, sender, cloud_event_source, capture_id, event_id, production_number, vin, reasons,
      content, content_hash)
    select id, ${sender}, "cloudEventSource", ${jobId}, "eventId", "productionNumber", vin, reasons, content, hash
    from jsonb_to_recordset(${JSON.stringify(once)}::jsonb) as event (id text, "cloudEventSource" text, "eventId" text,
      "productionNumber" text, vin text, reasons jsonb, content text, hash text)
    order by hash
    on conflict (content_hash) where state = 'WAITING' do update
      set deliveries = kept_apart_event.deliveries + 1, last_received_at = now(), reasons = excluded.reasons
    returning id, content_hash as hash`)
  const ids = new Map(rows.map(({ id, hash }) => [hash, id]))
  return new Map(
    events.flatMap(({ index, hash }) => {
      const id = ids.get(hash)
      return id === undefined ? [] : [[index, id] as const]
    }),
  )
}

/** A name by which an event can be looked for, when it has one of sane form. */
const name = z
  .string()
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u)
  .nullable()
  .catch(null)
const named = z
  .object({ eventID: name, 'autograph:productionNumber': name, 'autograph:vin': name })
  .catch({ eventID: null, 'autograph:productionNumber': null, 'autograph:vin': null })

function namesIn(event: unknown) {
  const names = named.parse(event)
  return { eventId: names.eventID, productionNumber: names['autograph:productionNumber'], vin: names['autograph:vin'] }
}
