import type { Principal } from '#platform/auth.ts'
import { Fault } from '#platform/errors.ts'

/** The dealer whose leads, orders and sales somebody may see; null sees those of all dealers. */
export type DealerScope = string | null

/** People of a dealer see his rows alone; one without a dealer sees none. */
export function scopeOf(principal: Principal): DealerScope {
  return principal.role === 'dealer-sales' || principal.role === 'dealer-service' ? (principal.dealerId ?? '') : null
}

/** Whether a row of a dealer is within the scope. */
export const isVisible = (scope: DealerScope, dealerId: string): boolean => scope === null || scope === dealerId

/** People of a dealer act for their own dealer alone. */
export function requireDealer(principal: Principal, dealerId: string): void {
  if (!isVisible(scopeOf(principal), dealerId))
    throw new Fault('FORBIDDEN', `You act for another dealer than ${dealerId}: name your own.`)
}
