import type { CaseStatusChange } from './case.ts'
import { caseLifecycle } from './case-lifecycle.ts'

export type SlaState = 'RUNNING' | 'PAUSED' | 'MET' | 'BREACHED'

export interface SlaReading {
  readonly state: SlaState
  /** When the time allowed ends or ended; null while the clock is paused with time left. */
  readonly dueAt: Date | null
  readonly consumedMinutes: number
}

type Change = Pick<CaseStatusChange, 'status' | 'at'>

const minute = 60_000

/** Reads the service-level clock of a case at a moment, from its status history, oldest first. */
export function readSlaClock(history: readonly Change[], allowedMinutes: number, now: Date): SlaReading {
  const allowed = allowedMinutes * minute
  let consumed = 0
  let breachedAt: number | null = null
  for (const [index, { status, at }] of history.entries()) {
    if (caseLifecycle[status].clock !== 'RUNS') continue
    const end = Math.max(at.getTime(), history[index + 1]?.at.getTime() ?? now.getTime())
    if (breachedAt === null && consumed + end - at.getTime() > allowed) breachedAt = at.getTime() + allowed - consumed
    consumed += end - at.getTime()
  }
  const last = history.at(-1)
  const consumedMinutes = Math.floor(consumed / minute)
  if (breachedAt !== null) return { state: 'BREACHED', dueAt: new Date(breachedAt), consumedMinutes }
  const dueAfter = (start: Date): Date => new Date(start.getTime() + allowed - consumed)
  switch (last === undefined ? 'RUNS' : caseLifecycle[last.status].clock) {
    case 'RUNS':
      return { state: 'RUNNING', dueAt: dueAfter(now), consumedMinutes }
    case 'PAUSED':
      return { state: 'PAUSED', dueAt: null, consumedMinutes }
    case 'STOPPED':
      return { state: 'MET', dueAt: dueAfter(stoppedAt(history)), consumedMinutes }
  }
}

/** When the clock last stopped: the first of the closing statuses that end the history. */
function stoppedAt(history: readonly Change[]): Date {
  const lastRun = history.findLastIndex(({ status }) => caseLifecycle[status].clock !== 'STOPPED')
  return history[lastRun + 1]?.at ?? new Date(0)
}
