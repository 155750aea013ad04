import { batched } from '#platform/batch.ts'
import { pageOf, type Page } from '#platform/connection.ts'
import type { Resolvers } from '#generated/sales.ts'
import { territoryEntity } from './territory-entity.ts'
import { findChildren, listDealersWithin } from './territory-store.ts'

const childrenOf = batched((ctx, ids: readonly string[]) => findChildren(ctx.db, ids))

const dealersOf = batched((ctx, ids: readonly string[], page: Page) => listDealersWithin(ctx.db, ids, page))

export const territoryResolvers: Resolvers = {
  Query: {
    territory: (_, { id }, ctx) => territoryEntity.by.id(ctx, id),
  },
  Territory: {
    parent: ({ parentId }, _, ctx) => (parentId === null ? null : territoryEntity.by.id(ctx, parentId)),
    children: (territory, _, ctx) => childrenOf(ctx, territory.id),
    dealers: (territory, args, ctx) => dealersOf(ctx, territory.id, pageOf(args)),
  },
}
