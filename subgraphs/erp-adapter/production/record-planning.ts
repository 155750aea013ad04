import type { Transaction } from '#platform/database.ts'
import { recordEvents } from '../ingest/record-events.ts'
import { planningEvent, type PlanningFacts } from './planning-event.ts'

/** Appends what the office did to a car, so that its status derives from the log like everything else. */
export async function recordPlanning(tx: Transaction, facts: readonly PlanningFacts[]): Promise<void> {
  const events = facts.map((each, index) => [index, planningEvent(each)] as const)
  await recordEvents(tx, events, { captureId: 'planning', behaviour: 'rollback', keepRecordTime: false })
}
