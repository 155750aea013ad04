import type { Transaction } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { tellOfCase } from './case-activity.ts'
import type { Case } from './case.ts'
import { insertCase, insertMessage, moveCase } from './case-writes.ts'
import { slaTargets } from './sla-targets.ts'

export interface CaseToOpen extends Pick<Case, 'kind' | 'priority' | 'subject' | 'customerId' | 'vin' | 'stationId'> {
  readonly body: string
  readonly by: string
  readonly at: Date
}

/** Opens a case with what the customer said, starts its clock and tells of it; gives its id. */
export async function openCase(tx: Transaction, { body, by, at, ...facts }: CaseToOpen): Promise<string> {
  const id = newId('case')
  await insertCase(tx, { ...facts, id, slaMinutes: slaTargets[facts.kind][facts.priority], openedAt: at })
  // Whoever brings a case need not see how it is worked on.
  const desk = tx.asSystem
  await moveCase(desk, id, { status: 'NEW', at, by })
  await insertMessage(desk, { id: newId('message'), caseId: id, author: 'CUSTOMER', authorName: by, body, at })
  await tellOfCase(tx, { ...facts, id }, 'opened', at)
  return id
}
