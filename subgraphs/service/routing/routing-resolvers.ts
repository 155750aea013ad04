import { batched } from '#platform/batch.ts'
import { pageOf } from '#platform/connection.ts'
import type { Resolvers } from '#generated/service.ts'
import { findAgents, findQueues, listAgents, listQueues, listRules, loadsOf, waitingIn } from './routing-store.ts'

const sizes = { size: 50, most: 200 }
const loads = batched((ctx, ids: readonly string[]) => loadsOf(ctx.db, ids))
const waiting = batched((ctx, ids: readonly string[]) => waitingIn(ctx.db, ids))
const agent = batched((ctx, ids: readonly string[]) => findAgents(ctx.db, ids))
const queue = batched((ctx, ids: readonly string[]) => findQueues(ctx.db, ids))

export const routingResolvers: Resolvers = {
  Query: {
    queues: (_, { first }, { db }) => listQueues(db, pageOf({ first }, sizes).limit),
    agents: (_, { queueId = null, first }, { db }) => listAgents(db, queueId, pageOf({ first }, sizes).limit),
    routingRules: (_, __, { db }) => listRules(db),
  },
  ServiceQueue: { waiting: async ({ id }, _, ctx) => (await waiting(ctx, id)) ?? 0 },
  Agent: { load: async ({ id }, _, ctx) => (await loads(ctx, id)) ?? 0 },
  Case: {
    agent: ({ agentId }, _, ctx) => (agentId === null ? null : agent(ctx, agentId)),
    queue: ({ queueId }, _, ctx) => (queueId === null ? null : queue(ctx, queueId)),
  },
}
