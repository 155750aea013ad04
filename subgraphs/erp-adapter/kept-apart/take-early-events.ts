import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { readSentEvent } from '../ingest/read-sent-events.ts'
import { textOf } from '../ingest/captured-text.ts'
import { recordEvents } from '../ingest/record-events.ts'
import type { CarsInHand } from '../vehicles/cars-in-hand.ts'
import { parsedContent } from './parsed-content.ts'

/** Who decides about an event that only came before its car was known. */
const decider = 'autograph'

/**
 * Takes what was kept apart because it came before a car, or its VIN, was known; what has other flaws goes on waiting, and
 * so does a load until the last of its cars is known.
 */
export async function takeEarlyEvents(tx: Transaction, newNames: readonly string[], hand: CarsInHand): Promise<void> {
  if (newNames.length === 0) return
  const waiting = await tx.rows<{ id: string; content: string }>(sql`
    select id, content from kept_apart_event
    where state = 'WAITING' and car_names && ${newNames} order by id for update`)
  const read = waiting.flatMap(({ content }, index) => {
    const each = readSentEvent(parsedContent(content), { index, escapes: true })
    return each.kind === 'events' ? each.events : []
  })
  if (read.length === 0) return
  const indexes = new Set(read.map(({ index }) => index))
  const text = textOf(waiting.map(({ content }, index) => (indexes.has(index) ? content : 'null')))
  const early = { captureId: newId('push'), text, behaviour: 'proceed', events: read } as const
  const recorded = await recordEvents(tx, [early], { hand })
  const flawed = new Set(recorded.flaws.map(({ index }) => index))
  const taken = [...indexes].flatMap(index => (flawed.has(index) ? [] : [waiting[index]?.id ?? '']))
  await tx.rows(sql`
    update kept_apart_event set state = 'REDRIVEN', decided_at = now(), decided_by = ${decider}
    where id = any(${taken})`)
  // One of them may have bound a VIN that others wait for.
  await takeEarlyEvents(tx, recorded.newNames, hand)
}
