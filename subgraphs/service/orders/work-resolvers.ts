import { batched } from '#platform/batch.ts'
import type { Resolvers } from '#generated/service.ts'
import { recallEntity } from '../recalls/recall-entity.ts'
import type { Charged } from './work.ts'
import { operationsOf, partsOf } from './work-store.ts'

// Whoever works with cars reads them of every order of a car's history, also another dealer's: neither says anything of a
// person.
const operations = batched((ctx, ids: readonly string[]) => operationsOf(ctx.db, ids))
const parts = batched((ctx, ids: readonly string[]) => partsOf(ctx.db, ids))

const charged = <Work>(work: readonly Work[] | null, currency: string): Charged<Work>[] =>
  (work ?? []).map(each => ({ ...each, currency }))

export const workResolvers: Resolvers = {
  ServiceOrder: {
    operations: async ({ id, currency }, _, ctx) => charged(await operations(ctx, id), currency),
    parts: async ({ id, currency }, _, ctx) => charged(await parts(ctx, id), currency),
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
