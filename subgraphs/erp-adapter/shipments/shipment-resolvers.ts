import type { Resolvers } from '#generated/erp-adapter.ts'
import { batched } from '#platform/batch.ts'
import { connection, pageOf, type PageArgs } from '#platform/connection.ts'
import { dealerScope } from '../places/dealer-scope.ts'
import { demandKnownPlaces } from '../places/known-places.ts'
import { placeNamed } from '../places/place-entities.ts'
import { shipmentCriteriaOf } from './shipment-criteria.ts'
import { shipmentEntity, shipmentOfCar } from './shipment-entity.ts'
import { pageOfShipments, pagesOfShippedCars } from './shipment-store.ts'

const carsOfShipment = batched((ctx, ids: readonly string[], args: PageArgs) =>
  pagesOfShippedCars(ctx.db, ids, { scope: dealerScope(ctx.principal), page: pageOf(args) }),
)

export const shipmentResolvers: Resolvers = {
  Query: {
    shipment: (_, { id }, ctx) => shipmentEntity.by.id(ctx, id),
    async shipments(_, { filter, ...args }, ctx) {
      const page = pageOf(args)
      const criteria = shipmentCriteriaOf(filter ?? {})
      await demandKnownPlaces(ctx.db, [...(criteria.from ?? []), ...(criteria.to ?? [])])
      const question = { criteria, scope: dealerScope(ctx.principal), now: ctx.now }
      const rows = await pageOfShipments(ctx.db, question, page)
      return connection(rows, page, ({ loadedAt, id }) => ({ sort: loadedAt.toISOString(), id }))
    },
  },
  Shipment: {
    from: ({ fromPlace }, _, ctx) => (fromPlace === null ? null : placeNamed(ctx, fromPlace)),
    to: ({ toPlace }, _, ctx) => (toPlace === null ? null : placeNamed(ctx, toPlace)),
    late: ({ status, expectedAt }, _, ctx) => status !== 'ARRIVED' && expectedAt !== null && expectedAt < ctx.now,
    vehicles: ({ id }, args, ctx) => carsOfShipment(ctx, id, args),
  },
  Vehicle: { shipment: ({ productionNumber }, _, ctx) => shipmentOfCar(ctx, productionNumber) },
}
