import type { Resolvers } from '#generated/customer.ts'
import { batched } from '#platform/batch.ts'
import { pageOf, type Page } from '#platform/connection.ts'
import { customerEntity } from '../profile/customer-entity.ts'
import { subjectOf } from '../timeline/subject.ts'
import { countStages, findLifecycles, findMovesOf, listTransitions } from './lifecycle-store.ts'
import { moveLifecycle } from './move-lifecycle.ts'
import { setTransition } from './set-transition.ts'

const lifecycleOf = batched((ctx, ids: readonly string[]) => findLifecycles(ctx.db, ids))
const movesOf = batched((ctx, ids: readonly string[], page: Page) => findMovesOf(ctx.db, ids, page))

export const lifecycleResolvers: Resolvers = {
  Query: {
    lifecycleTransitions: (_, _args, { db }) => listTransitions(db),
    lifecycleCounts: (_, _args, { db }) => countStages(db),
  },
  Mutation: {
    moveLifecycle: (_, { input }, ctx) => moveLifecycle(ctx, input),
    setLifecycleTransition: (_, { input }, ctx) => setTransition(ctx, input),
  },
  MoveLifecycleSuccess: { customer: ({ customerId }, _, ctx) => customerEntity.by.id(ctx, customerId) },
  SetLifecycleTransitionSuccess: { transitions: (_, _args, { db }) => listTransitions(db) },
  Customer: { lifecycle: ({ id }, _, ctx) => lifecycleOf(ctx, id) },
  CustomerLifecycle: { moves: ({ customerId }, args, ctx) => movesOf(ctx, customerId, pageOf(args)) },
  LifecycleMove: {
    subject: ({ subjectType, subjectId }, _, ctx) =>
      subjectType === null || subjectId === null ? null : subjectOf(ctx, { subjectType, subjectId }),
  },
}
