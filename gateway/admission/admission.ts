import type { Principal } from '#platform/auth.ts'
import { Fault } from '#platform/errors.ts'
import { classOf, type RequestClass } from './request-class.ts'

export interface AdmissionOptions {
  /** Requests under way in this process at the most. @default 500 */
  readonly most?: number
}

/** Does work for somebody, or refuses it at once with `OVERLOADED` when too much is under way for his class. */
export type Admit = <Result>(principal: Principal, work: () => Promise<Result>) => Promise<Result>

/** The part of all places up to which a class is let in: what is above is kept for those before it. */
const shares: Readonly<Record<RequestClass, number>> = { factory: 1, portal: 0.8, batch: 0.4 }

/** Holds what is under way within bounds. Nothing waits: whoever is refused knows it at once and comes again. */
export function admission({ most = 500 }: AdmissionOptions = {}): Admit {
  let underWay = 0
  return async (principal, work) => {
    if (underWay >= Math.max(1, Math.floor(most * shares[classOf(principal)])))
      throw new Fault('OVERLOADED', 'Too much is under way: ask again in 1 s.', { retryAfter: 1 })
    underWay++
    try {
      return await work()
    } finally {
      underWay--
    }
  }
}
