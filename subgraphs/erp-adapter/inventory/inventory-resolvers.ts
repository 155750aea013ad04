import type { Resolvers } from '#generated/erp-adapter.ts'
import { batched } from '#platform/batch.ts'
import { connection, pageOf, type PageArgs, type Position } from '#platform/connection.ts'
import type { ModelRow } from '../models/model-store.ts'
import { modelEntity } from '../models/model-parts.ts'
import { dealerScope } from '../places/dealer-scope.ts'
import { demandKnownPlaces } from '../places/known-places.ts'
import { placeNamed } from '../places/place-entities.ts'
import { pagesOfDealerStock } from '../vehicles/vehicle-store.ts'
import { stockSummaryOf } from './dealer-stock-summary.ts'
import { partCriteriaOf } from './part-criteria.ts'
import { partEntity, stockOfPart } from './part-entity.ts'
import { pageOfParts } from './part-store.ts'
import { pageOfStock, type StockLineRow } from './stock-store.ts'

const dealerStock = batched((ctx, dealerIds: readonly string[], args: PageArgs) =>
  pagesOfDealerStock(ctx.db, dealerIds, { scope: dealerScope(ctx.principal), page: pageOf(args) }),
)

const stockPosition = ({ placeId, modelCode, age }: StockLineRow): Position => ({
  sort: placeId ?? '',
  id: `${modelCode} ${age}`,
})

export const inventoryResolvers: Resolvers = {
  Query: {
    part: (_, { number }, ctx) => partEntity.by.number(ctx, number),
    async parts(_, { filter, ...args }, ctx) {
      const page = pageOf(args)
      const rows = await pageOfParts(ctx.db, partCriteriaOf(filter ?? { available: false }), page)
      return connection(rows, page, ({ number }) => ({ sort: number, id: number }))
    },
    async stockReport(_, { place, modelCode, ...args }, ctx) {
      const page = pageOf(args)
      await demandKnownPlaces(ctx.db, place == null ? [] : [place])
      const question = {
        place: place ?? null,
        modelCode: modelCode ?? null,
        scope: dealerScope(ctx.principal),
        now: ctx.now,
      }
      return connection(await pageOfStock(ctx.db, question, page), page, stockPosition)
    },
  },
  Dealer: {
    stock: ({ id }, args, ctx) => (id === undefined ? null : dealerStock(ctx, id, args)),
    stockSummary: ({ id }, _, ctx) => (id === undefined ? null : stockSummaryOf(ctx, id)),
  },
  StockLine: {
    place: ({ placeId }, _, ctx) => (placeId === null ? null : placeNamed(ctx, placeId)),
    async model({ modelCode }, _, ctx): Promise<ModelRow> {
      const model = await modelEntity.by.code(ctx, modelCode)
      if (model === null) throw new Error(`no model ${modelCode}, though a car refers to it`)
      return model
    },
  },
  Part: { stock: ({ number }, _, ctx) => stockOfPart(ctx, number) },
  PartStock: { place: ({ placeId }, _, ctx) => placeNamed(ctx, placeId) },
}
