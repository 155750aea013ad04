import { batched } from '#platform/batch.ts'
import type { Context } from '#platform/context.ts'
import { caseEscalated } from '#platform/event-catalogue.ts'
import { mapped } from '#platform/stream.ts'
import type { Resolvers } from '#generated/service.ts'
import { findEscalations } from './escalation-store.ts'

const escalation = batched((ctx, ids: readonly string[]) => findEscalations(ctx.db, ids))

export const escalationNewsResolvers: Resolvers = {
  Subscription: {
    caseEscalated: {
      async subscribe(_, { rank, employeeId }, { live }) {
        const steps = await live.of(
          caseEscalated,
          step => (rank == null || step.rank === rank) && (employeeId == null || step.employeeId === employeeId),
        )
        return mapped(steps, async ({ payload }) => payload.escalationId)
      },
      resolve: (id: string, _: unknown, ctx: Context) => escalation(ctx, id),
    },
  },
}
