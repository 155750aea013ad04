import { isDealer, type Principal } from '#platform/auth.ts'

/** The dealer whose own stock alone somebody sees whole; null sees that of all. */
export const dealerScope = (principal: Principal): string | null => (isDealer(principal) ? principal.dealerId : null)
