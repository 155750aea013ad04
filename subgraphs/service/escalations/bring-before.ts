import type { Transaction } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import type { CaseToEscalate } from './case-to-escalate.ts'
import type { Escalation, EscalationRank } from './escalation.ts'
import { listContacts } from './escalation-store.ts'
import { insertEscalations, markEscalated } from './escalation-writes.ts'
import { tellOfEscalations } from './tell-of-escalations.ts'
import { whomToTell } from './whom-to-tell.ts'

/** A locked case and a rank that it comes before. */
export interface Climb {
  readonly case: CaseToEscalate
  readonly rank: EscalationRank
  readonly reason: Escalation['reason']
  readonly consumedMinutes: number
}

const by = 'escalation'

/** Brings locked cases before ranks, each once; whoever does it again changes and tells nothing. */
export async function bringBefore(tx: Transaction, climbs: readonly Climb[], at: Date): Promise<void> {
  if (climbs.length === 0) return
  const contacts = await listContacts(tx)
  const steps = climbs.map(({ case: found, rank, reason, consumedMinutes }) => ({
    id: newId('escalation'),
    caseId: found.id,
    rank,
    reason,
    department: found.department,
    ...whomToTell(found, rank, contacts),
    consumedMinutes,
    at,
  }))
  const added = await insertEscalations(tx, steps)
  const fresh = steps.filter(({ id }) => added.has(id))
  const above = fresh.filter(({ rank }) => rank !== 'AGENT').map(({ caseId }) => caseId)
  if (above.length > 0) await markEscalated(tx, above, { at, by })
  await tellOfEscalations(tx, fresh, new Map(climbs.map(climb => [climb.case.id, climb.case])))
}
