import type { Transaction } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { textOf } from '../ingest/captured-text.ts'
import { recordEvents } from '../ingest/record-events.ts'
import { planningEvent, type PlanningFacts } from './planning-event.ts'

/** Appends what the office did to a car, so that its status derives from the log like everything else. */
export async function recordPlanning(tx: Transaction, facts: readonly PlanningFacts[]): Promise<void> {
  const planned = facts.map(planningEvent)
  const events = planned.map(({ event }) => event)
  const text = textOf(planned.map(each => each.text))
  await recordEvents(tx, [{ captureId: newId('planning'), text, behaviour: 'rollback', events }])
}
