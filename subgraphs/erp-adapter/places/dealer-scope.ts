import type { Principal } from '#platform/auth.ts'

/** The dealer whose own stock alone somebody sees whole; null sees that of all. */
export const dealerScope = ({ role, dealerId }: Principal): string | null =>
  role === 'dealer-sales' || role === 'dealer-service' ? dealerId : null
