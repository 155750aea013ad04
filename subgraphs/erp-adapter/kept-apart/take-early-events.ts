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

/** Takes what was kept apart because it came before its car was known; what has other flaws goes on waiting. */
export async function takeEarlyEvents(tx: Transaction, newCars: readonly string[], hand: CarsInHand): Promise<void> {
  if (newCars.length === 0) return
  const waiting = await tx.rows<{ id: string; content: string }>(sql`
    select id, content from kept_apart_event
    where state = 'WAITING' and production_number = any(${newCars}) order by id for update`)
  const read = waiting.flatMap(({ content }, index) => {
    const each = readSentEvent(parsedContent(content), true)
    return each.kind === 'event' ? [[index, each.event] as const] : []
  })
  if (read.length === 0) return
  const { flaws } = await recordEvents(tx, read, {
    captureId: newId('push'),
    text: textOf(waiting.map(({ content }, index) => (read.some(([at]) => at === index) ? content : 'null'))),
    behaviour: 'proceed',
    keepRecordTime: false,
    hand,
  })
  const flawed = new Set(flaws.map(({ index }) => index))
  const taken = read.flatMap(([index]) => (flawed.has(index) ? [] : [waiting[index]?.id ?? '']))
  await tx.rows(sql`
    update kept_apart_event set state = 'REDRIVEN', decided_at = now(), decided_by = ${decider}
    where id = any(${taken})`)
}
