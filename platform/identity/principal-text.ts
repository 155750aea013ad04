import type { Principal } from '../auth.ts'

const texts = new WeakMap<Principal, string>()

/** All of a principal as JSON, written once for each: equal texts are the same person with the same rights. */
export function principalText(principal: Principal): string {
  const known = texts.get(principal)
  if (known !== undefined) return known
  const { name, role, dealerId, dealerGroupId, regionId, customerId, fleetId, scopes, reason } = principal
  const text = JSON.stringify({ name, role, dealerId, dealerGroupId, regionId, customerId, fleetId, scopes, reason })
  texts.set(principal, text)
  return text
}
