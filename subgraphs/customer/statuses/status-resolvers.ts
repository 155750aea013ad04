import type { Resolvers } from '#generated/customer.ts'
import { batched } from '#platform/batch.ts'
import { pageOf, type Page } from '#platform/connection.ts'
import { subjectOf } from '../timeline/subject.ts'
import { setStatuses } from './set-statuses.ts'
import { findStatusActions, findStatusChanges, findStatuses } from './status-store.ts'

const statusesOf = batched((ctx, ids: readonly string[]) => findStatuses(ctx.db, ids))
const changesOf = batched((ctx, ids: readonly string[], page: Page) => findStatusChanges(ctx.db, ids, page))
const actionsOf = batched((ctx, ids: readonly string[]) => findStatusActions(ctx.db, ids))

export const statusResolvers: Resolvers = {
  Mutation: { setCustomerStatuses: (_, { input }, ctx) => setStatuses(ctx, input) },
  Customer: {
    statuses: ({ id }, _, ctx) => statusesOf(ctx, id),
    statusChanges: ({ id }, args, ctx) => changesOf(ctx, id, pageOf(args)),
  },
  CustomerStatus: {
    async actions({ id }, _, ctx) {
      const actions = (await actionsOf(ctx, id)) ?? []
      const subjects = await Promise.all(actions.map(action => subjectOf(ctx, action)))
      return subjects.filter(subject => subject !== null)
    },
  },
}
