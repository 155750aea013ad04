import { batched } from '#platform/batch.ts'
import type { Resolvers } from '#generated/service.ts'
import { recallEntity } from '../recalls/recall-entity.ts'
import { operationsOf, partsOf } from './work-store.ts'

// Whoever works with cars reads them of every order of a car's history, also another dealer's: neither says anything of a
// person.
const operations = batched((ctx, ids: readonly string[]) => operationsOf(ctx.db, ids))
const parts = batched((ctx, ids: readonly string[]) => partsOf(ctx.db, ids))

export const workResolvers: Resolvers = {
  ServiceOrder: {
    operations: async ({ id, currency }, _, ctx) =>
      (await operations(ctx, id))?.map(line => ({ ...line, currency })) ?? [],
    parts: async ({ id, currency }, _, ctx) => (await parts(ctx, id))?.map(line => ({ ...line, currency })) ?? [],
  },
  ServiceOperation: {
    price: ({ priceAmount, currency }) => ({ amount: priceAmount, currency }),
    recall: ({ recallId }, _, ctx) => (recallId === null ? null : recallEntity.by.id(ctx, recallId)),
  },
  ServicePart: {
    unitPrice: ({ unitPriceAmount, currency }) => ({ amount: unitPriceAmount, currency }),
    price: ({ priceAmount, currency }) => ({ amount: priceAmount, currency }),
  },
}
