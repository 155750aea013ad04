import type { Resolvers } from '#generated/customer.ts'
import { batched } from '#platform/batch.ts'
import { Fault } from '#platform/errors.ts'
import { existing, keyed } from '#platform/rows.ts'
import { customerEntity } from '../profile/customer-entity.ts'
import { leastAccurate, share } from './data-quality.ts'
import { findDataQuality } from './data-quality-store.ts'
import { findFactCredits } from './fact-credit-store.ts'

const day = 24 * 60 * 60_000
const mostCustomers = 10_000

const qualityOf = batched((ctx, ids: readonly string[], freshDays: number) =>
  findDataQuality(ctx.db, { lists: ids, customerIds: ids, since: sinceOf(ctx.now, freshDays) }),
)

function sinceOf(now: Date, freshDays: number): Date {
  if (freshDays < 1 || freshDays > 3650)
    throw new Fault('BAD_USER_INPUT', `freshDays is ${freshDays}; it can be 1 to 3650.`)
  return new Date(now.getTime() - freshDays * day)
}

function demandList(customerIds: readonly string[]): void {
  if (customerIds.length < 1 || customerIds.length > mostCustomers)
    throw new Fault('BAD_USER_INPUT', `customerIds has ${customerIds.length}; it can have 1 to ${mostCustomers}.`)
}

function demandFirst(first: number): void {
  if (first < 1 || first > 200) throw new Fault('BAD_USER_INPUT', `first is ${first}; it can be 1 to 200.`)
}

export const dataQualityResolvers: Resolvers = {
  Query: {
    async dataQuality(_, { customerIds, freshDays }, { db, now }) {
      demandList(customerIds)
      const lists = customerIds.map(() => 'all')
      return (await findDataQuality(db, { lists, customerIds, since: sinceOf(now, freshDays) })).get('all') ?? null
    },
    async leastAccurateCustomers(_, { customerIds, freshDays, first }, ctx) {
      demandList(customerIds)
      demandFirst(first)
      const asked = { lists: customerIds, customerIds, since: sinceOf(ctx.now, freshDays) }
      const ids = leastAccurate(await findDataQuality(ctx.db, asked), first)
      const customers = await Promise.all(ids.map(id => existing(customerEntity.by.id(ctx, id))))
      // Who was merged can stand in a list under several ids.
      return [...keyed(customers, customer => customer.id).values()]
    },
    factCredits(_, { from, until, first }, { db, now }) {
      demandFirst(first)
      return findFactCredits(db, { from: from ?? null, until: until ?? now, first })
    },
  },
  Customer: { dataQuality: ({ id }, { freshDays }, ctx) => qualityOf(ctx, id, freshDays) },
  DataQuality: {
    completeness: quality => share(quality, 'present', 'expected'),
    verified: quality => share(quality, 'verified', 'present'),
    fresh: quality => share(quality, 'fresh', 'present'),
    accuracy: quality => share(quality, 'accurate', 'expected'),
  },
}
