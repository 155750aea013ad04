import { isDealer, type Principal } from '#platform/auth.ts'
import { Fault } from '#platform/errors.ts'

/** The dealer whose rows somebody may see; null sees those of all dealers, and nobody is the dealer ''. */
export type DealerScope = string | null

/** Whose customers somebody knows as their dealer: people of a dealer his own, whichever desk they work at. */
export const scopeOf = (principal: Principal): DealerScope => (isDealer(principal) ? principal.dealerId : null)

/** Whose leads, opportunities, orders and sales somebody works with: people of a dealer his own, and the workshop none. */
export const salesScopeOf = (principal: Principal): DealerScope =>
  principal.role === 'dealer-service' ? '' : scopeOf(principal)

/** Whether a row of a dealer is within the scope. */
export const isVisible = (scope: DealerScope, dealerId: string): boolean => scope === null || scope === dealerId

/** People of a dealer act for their own dealer alone. */
export function requireDealer(principal: Principal, dealerId: string): void {
  if (!isVisible(scopeOf(principal), dealerId))
    throw new Fault('FORBIDDEN', `You act for another dealer than ${dealerId}: name your own.`)
}

/** The same for what a dealer sells, which the workshop has no part in. */
export function requireSalesDesk(principal: Principal, dealerId: string): void {
  if (principal.role === 'dealer-service')
    throw new Fault('FORBIDDEN', 'The sales desk does that: take in what a customer wishes by openInquiry.')
  requireDealer(principal, dealerId)
}
