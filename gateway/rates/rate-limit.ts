import { createHash } from 'node:crypto'
import type { Principal } from '#platform/auth.ts'
import { Fault } from '#platform/errors.ts'
import type { Taken } from './bucket.ts'
import type { Buckets } from './buckets.ts'

/** Who spends: a person or a system by its name, whoever says nothing of himself by his address. */
export interface Spender {
  readonly principal: Principal
  readonly address?: string | undefined
}

/** Takes a request's cost from whoever sends it; refuses him with `RATE_LIMITED` when he has spent all. */
export type TakeCost = (spender: Spender, cost: number) => Promise<void> | void

/** Holds each client to what he may spend; the least that a request costs is one. */
export function rateLimit(buckets: Buckets): TakeCost {
  return (spender, cost) => {
    const taken = buckets.take(nameOf(spender), Math.max(1, cost))
    return taken instanceof Promise ? taken.then(assertGranted) : assertGranted(taken)
  }
}

function assertGranted(taken: Taken): void {
  if (taken.granted) return
  const retryAfter = Math.max(1, Math.ceil(taken.wait / 1000))
  throw new Fault('RATE_LIMITED', `You have spent what you may for now: ask again in ${retryAfter} s.`, { retryAfter })
}

const names = new WeakMap<Principal, string>()

/** Nobody's name stands in a store of ours: a hash of it is as good. */
function nameOf({ principal, address = '' }: Spender): string {
  const known = names.get(principal)
  if (known !== undefined && principal.role !== 'anonymous') return known
  const { role, name } = principal
  const text = role === 'anonymous' ? `${role} ${address}` : `${role} ${name}`
  const hash = createHash('sha256').update(text).digest('base64url')
  names.set(principal, hash)
  return hash
}
