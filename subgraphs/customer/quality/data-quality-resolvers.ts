import type { Resolvers } from '#generated/customer.ts'
import { batched } from '#platform/batch.ts'
import type { Context } from '#platform/context.ts'
import { Fault } from '#platform/errors.ts'
import { smallestGroup } from '#platform/privacy/smallest-group.ts'
import { existing, keyed } from '#platform/rows.ts'
import { customerEntity } from '../profile/customer-entity.ts'
import { leastAccurate, share, type DataQuality, type SegmentReference } from './data-quality.ts'
import { findDataQuality } from './data-quality-store.ts'
import { findFactCredits } from './fact-credit-store.ts'

const day = 24 * 60 * 60_000
const mostCustomers = 10_000

const qualityOf = batched((ctx, ids: readonly string[], freshDays: number) =>
  judge(ctx, { lists: ids, customerIds: ids, freshDays }),
)

const qualityOfSegment = batched(async (ctx, segments: readonly SegmentReference[], freshDays: number) => {
  const members = segments.flatMap(({ id, drawnMemberIds }) => (drawnMemberIds ?? []).map(member => ({ id, member })))
  const lists = members.map(({ id }) => id)
  const qualities = await judge(ctx, { lists, customerIds: members.map(({ member }) => member), freshDays })
  return new Map(segments.map(segment => [segment, qualities.get(segment.id) ?? null]))
})

/** How good the facts of each list are, over customers whom the caller sees; analysts see groups alone. */
async function judge(ctx: Context, { freshDays, ...lists }: Lists): Promise<ReadonlyMap<string, DataQuality>> {
  const seesGroups = ctx.principal.role === 'marketing-analyst'
  const asked = { ...lists, since: sinceOf(ctx.now, freshDays) }
  const qualities = await findDataQuality(seesGroups ? ctx.db.as('system') : ctx.db, asked)
  return seesGroups ? new Map([...qualities].filter(([, { customers }]) => customers >= smallestGroup)) : qualities
}

interface Lists {
  readonly lists: readonly string[]
  readonly customerIds: readonly string[]
  readonly freshDays: number
}

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
    async dataQuality(_, { customerIds, freshDays }, ctx) {
      demandList(customerIds)
      const lists = customerIds.map(() => 'all')
      return (await judge(ctx, { lists, customerIds, freshDays })).get('all') ?? null
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
  Segment: { dataQuality: (segment, { freshDays }, ctx) => qualityOfSegment(ctx, segment, freshDays) },
  DataQuality: {
    completeness: quality => share(quality, 'present', 'expected'),
    verified: quality => share(quality, 'verified', 'present'),
    fresh: quality => share(quality, 'fresh', 'present'),
    accuracy: quality => share(quality, 'accurate', 'expected'),
  },
}
