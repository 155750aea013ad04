import { z } from 'zod'
import type { Principal } from '../auth.ts'

// What stands in records and settings of the database: characters that are written, and not too many.
const word = z.string().regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]{1,200}$/u)
const maybe = word.nullable().default(null)

/** Why somebody looks at people. */
export const reasonShape = word

const anyone = {
  name: word,
  dealerId: maybe,
  dealerGroupId: maybe,
  regionId: maybe,
  customerId: maybe,
  fleetId: maybe,
  scopes: z.array(word).max(100).readonly().default([]),
  reason: maybe,
}

/** A principal as it must be, wherever it was read from; what isn't said of him is null. */
export const principalShape = z.discriminatedUnion('role', [
  z.object({ ...anyone, role: z.enum(['dealer', 'dealer-sales', 'dealer-service']), dealerId: word }).readonly(),
  z.object({ ...anyone, role: z.literal('regional-manager'), regionId: word }).readonly(),
  z.object({ ...anyone, role: z.literal('customer'), customerId: word }).readonly(),
  z
    .object({
      ...anyone,
      role: z.enum([
        'developer',
        'call-centre',
        'key-account',
        'marketing-analyst',
        'factory',
        'integrator',
        'compliance',
        'anonymous',
      ]),
    })
    .readonly(),
]) satisfies z.ZodType<Principal>

/** What is said of somebody who asks, before anything of it is believed. */
export type Claims = z.input<typeof principalShape>
