import type { Resolvers } from '#generated/service.ts'
import type { Context } from '#platform/context.ts'
import { caseChanged } from '#platform/event-catalogue.ts'
import { mapped } from '#platform/stream.ts'
import { caseEntity } from './case-entity.ts'

export const caseNewsResolvers: Resolvers = {
  Subscription: {
    caseChanged: {
      async subscribe(_, { id }, { live }) {
        const changes = await live.of(caseChanged, ({ caseId }) => id == null || caseId === id)
        return mapped(changes, async ({ payload }) => payload.caseId)
      },
      resolve: (caseId: string, _: unknown, ctx: Context) => caseEntity.by.id(ctx, caseId),
    },
  },
}
