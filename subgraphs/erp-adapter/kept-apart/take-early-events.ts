import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { readSentEvent } from '../ingest/read-sent-events.ts'
import { recordEvents } from '../ingest/record-events.ts'
import { parsedContent } from './parsed-content.ts'

/** Who decides about an event that only came before its car was known. */
const decider = 'autograph'

/** Takes what was kept apart because it came before its car was known; what has other flaws goes on waiting. */
export async function takeEarlyEvents(tx: Transaction, newCars: readonly string[]): Promise<void> {
  if (newCars.length === 0) return
  const waiting = await tx.rows<{ id: string; content: string }>(sql`
    select id, content from kept_apart_event
    where state = 'WAITING' and production_number = any(${newCars}) order by id for update`)
  const read = waiting.flatMap(({ content }, index) => {
    const each = readSentEvent(parsedContent(content), true)
    return each.kind === 'event' ? [[index, each.event] as const] : []
  })
  if (read.length === 0) return
  const options = { captureId: newId('push'), behaviour: 'proceed', keepRecordTime: false } as const
  const { flaws } = await recordEvents(tx, read, options)
  const flawed = new Set(flaws.map(({ index }) => index))
  const taken = read.flatMap(([index]) => (flawed.has(index) ? [] : [waiting[index]?.id ?? '']))
  await tx.rows(sql`
    update kept_apart_event set state = 'REDRIVEN', decided_at = now(), decided_by = ${decider}
    where id = any(${taken})`)
}
