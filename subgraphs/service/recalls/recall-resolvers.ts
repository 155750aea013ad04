import { batched } from '#platform/batch.ts'
import { pageOf } from '#platform/connection.ts'
import type { Resolvers } from '#generated/service.ts'
import { recallEntity } from './recall-entity.ts'
import { countVehicles, listRecalls } from './recall-store.ts'

const vehicleCount = batched((ctx, ids: readonly string[]) => countVehicles(ctx.db, ids))

export const recallResolvers: Resolvers = {
  Query: {
    recall: (_, { id }, ctx) => recallEntity.by.id(ctx, id),
    recalls: (_, { open = null, ...args }, ctx) => listRecalls(ctx.db, open, pageOf(args)),
  },
  Recall: {
    criteria: recall => recall,
    async progress({ id }, _, ctx) {
      const { affected, completed } = (await vehicleCount(ctx, id)) ?? { affected: 0, completed: 0 }
      return { affected, completed, rate: affected === 0 ? 0 : completed / affected }
    },
  },
}
