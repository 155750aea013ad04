import { readSlaClock } from '../../../subgraphs/service/cases/sla-clock.ts'
import type { CaseRow, RecallRow } from './read-service.ts'

/** What is still to be done for the car and its people. */
export function careOf(recalls: readonly RecallRow[], cases: readonly CaseRow[], now: Date): object {
  return {
    recalls: recalls.map(({ addedAt, id, title, remedy }) => ({ addedAt, recall: { id, title, remedy } })),
    cases: { nodes: [...Map.groupBy(cases, row => row.id).values()].flatMap(rows => caseOf(rows, now)) },
  }
}

function caseOf(rows: readonly CaseRow[], now: Date): object[] {
  const history = rows.map(({ changedTo, at }) => ({ status: changedTo, at }))
  return rows.slice(0, 1).map(({ id, kind, priority, status, subject, openedAt, slaMinutes }) => {
    const clock = readSlaClock(history, slaMinutes, now)
    return { id, kind, priority, status, subject, openedAt, slaState: clock.state, slaDueAt: clock.dueAt }
  })
}
