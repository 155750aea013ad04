import { isDealer, type Principal } from '#platform/auth.ts'

/** Dealers are told who a customer is only where a station of their own serves him. */
export function mayKnowCustomer(principal: Principal, stationDealerId: string | null): boolean {
  return !isDealer(principal) || (principal.dealerId !== null && principal.dealerId === stationDealerId)
}

/** The dealer whose stations a customer's lists are narrowed to; null narrows nothing. */
export function onlyDealer(principal: Principal): string | null {
  return isDealer(principal) ? (principal.dealerId ?? '') : null
}
