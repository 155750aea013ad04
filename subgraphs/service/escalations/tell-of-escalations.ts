import type { Transaction } from '#platform/database.ts'
import { caseChanged, caseEscalated } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { publishActivities } from '../customer-activity.ts'
import type { CaseToEscalate } from './case-to-escalate.ts'
import type { Escalation } from './escalation.ts'

/** Tells subscribers and the customers' timelines which cases climbed. */
export async function tellOfEscalations(
  tx: Transaction,
  steps: readonly Escalation[],
  cases: ReadonlyMap<string, CaseToEscalate>,
): Promise<void> {
  const escalated = steps.map(({ id, caseId, rank, employeeId }) => ({
    key: caseId,
    payload: { escalationId: id, caseId, rank, employeeId },
  }))
  await publish(tx, caseEscalated, escalated)
  const caseIds = [...new Set(steps.map(({ caseId }) => caseId))]
  await publish(
    tx,
    caseChanged,
    caseIds.map(caseId => ({ key: caseId, payload: { caseId } })),
  )
  const activities = caseIds.flatMap(id => {
    const found = cases.get(id)
    // Of several ranks at once the timeline is told of the highest.
    const last = steps.findLast(({ caseId }) => caseId === id)
    if (found === undefined || last === undefined) return []
    const { kind, customerId } = found
    const summary = `Case (${kind.toLowerCase()}) brought before the ${last.rank.toLowerCase().replaceAll('_', ' ')}`
    return [{ customerId, kind: 'CASE' as const, at: last.at, summary, subject: { type: 'Case', id } }]
  })
  await publishActivities(tx, activities)
}
