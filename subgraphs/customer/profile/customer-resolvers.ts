import type { Resolvers } from '#generated/customer.ts'
import { batched } from '#platform/batch.ts'
import { connection, pageOf, type Page } from '#platform/connection.ts'
import { phoneNumber } from '../contact-points/phone.ts'
import { customerEntity } from './customer-entity.ts'
import { findCustomersByPhone, searchCustomers } from './customer-search.ts'
import { readFilter } from './customer-filter.ts'
import { findFacts, findHistory } from './fact-store.ts'

const factsOf = batched((ctx, ids: readonly string[]) => findFacts(ctx.db, ids))
const historyOf = batched((ctx, ids: readonly string[], page: Page) => findHistory(ctx.db, ids, page))

export const customerResolvers: Resolvers = {
  Query: {
    customer: (_, { id }, ctx) => customerEntity.by.id(ctx, id),
    customersByPhone: (_, { phone, country }, ctx) => findCustomersByPhone(ctx.db, phoneNumber(phone, country)),
    async customers(_, { filter, ...args }, ctx) {
      const page = pageOf(args)
      const rows = await searchCustomers(ctx.db, readFilter(filter ?? {}), page)
      return connection(rows, page, row => ({ sort: row.registeredAt.toISOString(), id: row.id }))
    },
  },
  Customer: {
    facts: ({ id }, _, ctx) => factsOf(ctx, id),
    history: ({ id }, args, ctx) => historyOf(ctx, id, pageOf(args)),
  },
}
