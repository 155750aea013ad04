import { setTimeout as pause } from 'node:timers/promises'
import { admit, breakerRules, closed, settle, type BreakerRules, type Outcome, type Ticket } from './breaker.ts'
import { CallFailed } from './call-failed.ts'
import { startDeadline, type Deadline } from './deadline.ts'
import { createLimit } from './limit.ts'
import { earn, retryRules, spend } from './retry-budget.ts'

export interface GuardOptions {
  /** How long a call may take with its wait, its answer and its repeat, in milliseconds. @default 10000 */
  readonly deadline?: number
  /** Calls under way at once. @default 32 */
  readonly concurrency?: number
  /** Calls that may wait for their turn; a further one fails at once. @default 512 */
  readonly queue?: number
  /** Time without any answer, with all of its calls under way, after which further ones fail at once, in milliseconds. @default 1000 */
  readonly stall?: number
  /** When the subgraph counts as failed; what isn't said is as in `breakerRules`. */
  readonly breaker?: Partial<BreakerRules>
}

/** A call to be made under guard. */
export interface GuardedCall {
  /** Whether it only reads: then it is made again after a failure of the connection, and ends when its caller leaves. */
  readonly reads: boolean
  /** Aborts when the caller has left. */
  readonly left: AbortSignal | undefined
}

/** Keeps one subgraph's trouble from becoming everybody's: deadline, limit, breaker, and repeats within a budget. */
export type Guard = <Result>(call: GuardedCall, send: (signal: AbortSignal) => Promise<Result>) => Promise<Result>

// Long enough for a server that restarts its connections, short against the deadline.
const beforeRepeat = 25

export function createGuard({
  deadline: milliseconds = 10_000,
  concurrency = 32,
  queue = 512,
  stall = 1000,
  breaker: rules = {},
}: GuardOptions = {}): Guard {
  const limit = createLimit({ concurrency, queue, stall })
  const health = { ...breakerRules, ...rules }
  let breaker = closed
  let budget = retryRules.reserve

  /** Makes one try, in its turn, if the breaker lets it. */
  async function attempt<Result>(deadline: Deadline, send: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const ticket = admitted()
    let outcome: Outcome = 'abandoned'
    try {
      const entered = limit.enter(deadline.signal)
      if (!(entered === true || (await entered))) throw new CallFailed('crowded', 'has too many calls waiting')
      try {
        if (ticket === 'normal' && breaker.state !== 'closed') throw resting()
        budget = earn(budget)
        const result = await send(deadline.signal)
        outcome = 'success'
        return result
      } catch (error) {
        const failed = failureOf(error, deadline)
        if (failed.kind !== 'left' && failed.kind !== 'resting') outcome = 'failure'
        throw failed
      } finally {
        limit.leave()
      }
    } catch (error) {
      throw failureOf(error, deadline)
    } finally {
      breaker = settle(breaker, { ticket, outcome, now: performance.now() }, health)
    }
  }

  function admitted(): Ticket {
    const admission = admit(breaker, performance.now())
    breaker = admission.breaker
    if (admission.ticket === undefined) throw resting()
    return admission.ticket
  }

  function mayRepeat(error: unknown, { reads }: GuardedCall): boolean {
    if (!reads || breaker.state !== 'closed' || !(error instanceof CallFailed)) return false
    if (error.kind !== 'unreachable' && error.kind !== 'broken') return false
    const left = spend(budget)
    if (left === undefined) return false
    budget = left
    return true
  }

  function failureOf(error: unknown, deadline: Deadline): CallFailed {
    const over = deadline.over()
    if (over === 'late') return new CallFailed('late', `did not answer within ${milliseconds} ms`)
    if (over === 'left') return new CallFailed('left', 'was not waited for')
    if (error instanceof CallFailed) return error
    throw error
  }

  return async (call, send) => {
    const deadline = startDeadline(milliseconds, call.reads ? call.left : undefined)
    try {
      return await attempt(deadline, send)
    } catch (error) {
      if (!mayRepeat(error, call)) throw error
      await pause(beforeRepeat * (0.5 + Math.random()))
      return await attempt(deadline, send)
    } finally {
      deadline.clear()
    }
  }
}

const resting = (): CallFailed => new CallFailed('resting', 'failed just now and is being left alone for a moment')
