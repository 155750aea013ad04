import type { Resolvers } from '#generated/customer.ts'
import { batched } from '#platform/batch.ts'
import { pageOf, type Page } from '#platform/connection.ts'
import { Fault } from '#platform/errors.ts'
import { customerEntity } from '../profile/customer-entity.ts'
import { touchpointEntity } from '../touchpoints/touchpoint-entity.ts'
import { isOpen } from './contact-grant.ts'
import { contactGrantEntity } from './contact-grant-entity.ts'
import { findGrantsOf } from './contact-grant-store.ts'
import { countContacts } from './contact-report-store.ts'
import { findContactRules } from './contact-rule-store.ts'

const grantsOf = batched((ctx, ids: readonly string[], page: Page) => findGrantsOf(ctx.db, ids, page))

const longestReport = 400 * 24 * 60 * 60_000

const money = (amount: string | null, currency: string | null) =>
  amount === null || currency === null ? null : { amount, currency }

export const contactResolvers: Resolvers = {
  Query: {
    contactGrant: (_, { id }, ctx) => contactGrantEntity.by.id(ctx, id),
    contactRules: (_, { purpose }, ctx) => findContactRules(ctx.db, purpose ?? null),
    contactReport(_, { from, until }, ctx) {
      if (until <= from || until.getTime() - from.getTime() > longestReport)
        throw new Fault('BAD_USER_INPUT', 'until lies after from, by 400 days at the most.')
      return countContacts(ctx.db, from, until)
    },
  },
  Customer: { contactGrants: ({ id }, args, ctx) => grantsOf(ctx, id, pageOf(args)) },
  ContactGrant: {
    customer: ({ customerId }, _, ctx) => (customerId === null ? null : customerEntity.by.id(ctx, customerId)),
    dealer: ({ dealerId }) => (dealerId === null ? null : { id: dealerId }),
    open: (grant, _, { now }) => isOpen(grant, now),
    cost: ({ cost, currency }) => money(cost, currency),
    gain: ({ gain, currency }) => money(gain, currency),
    touchpoint: ({ touchpointId }, _, ctx) =>
      touchpointId === null ? null : touchpointEntity.by.id(ctx, touchpointId),
  },
}
