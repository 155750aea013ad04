import type { Resolvers } from '#generated/erp-adapter.ts'
import { demandRole } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { mutate } from '#platform/mutation.ts'
import { existing } from '#platform/rows.ts'
import { deciders } from '../kept-apart/may-decide.ts'
import { plantEntity } from '../places/place-entities.ts'
import { productionOrderEntity } from '../vehicles/vehicle-entity.ts'
import { allConnections, type ConnectionRow } from './connection-store.ts'
import {
  connectionNamed,
  erpOrderOf,
  erpPurchasesOfPart,
  erpStockOfCar,
  erpStockOfPart,
  handOverOf,
} from './erp-views.ts'
import { retryHandOver } from './retry-hand-over.ts'

const system = (row: { readonly connection: string }, _: unknown, ctx: Context): Promise<ConnectionRow> =>
  existing(connectionNamed(ctx, row.connection))

const topics = [
  ['ORDERS', 'orders'],
  ['STOCK', 'stock'],
  ['CARS', 'cars'],
  ['PURCHASES', 'purchases'],
] as const

export const connectionResolvers: Resolvers = {
  Query: { erpSystems: (_, __, ctx) => allConnections(ctx.db) },
  Mutation: {
    retryHandOver(_, { input }, ctx) {
      demandRole(ctx.principal, deciders, 'Orders are handed over again by')
      return mutate(ctx, 'retryHandOver', input, tx => retryHandOver(tx, input.productionNumber))
    },
  },
  RetryHandOverSuccess: {
    productionOrder: ({ productionNumber }, _, ctx) =>
      existing(productionOrderEntity.by.productionNumber(ctx, productionNumber)),
  },
  ErpSystem: {
    plants: async ({ plantIds }, _, ctx) =>
      (await Promise.all(plantIds.map(id => plantEntity.by.id(ctx, id)))).filter(plant => plant !== null),
    since: ({ stateSince }) => stateSince,
    fault: ({ faultCode, faultMessage }) =>
      faultCode === null ? null : { code: faultCode, message: faultMessage ?? faultCode },
    topics: ({ asOf }) =>
      topics.map(([topic, name]) => ({ topic, asOf: asOf[name] === undefined ? null : new Date(asOf[name]) })),
    waitingOrders: ({ waiting }) => waiting,
    givenUpOrders: ({ givenUp }) => givenUp,
  },
  ErpOrder: { system },
  ErpHandOver: { system },
  ErpPartStock: { system },
  ErpPurchase: { system },
  ErpCar: { system },
  ProductionOrder: {
    erp: ({ productionNumber }, _, ctx) => erpOrderOf(ctx, productionNumber),
    handOver: ({ productionNumber }, _, ctx) => handOverOf(ctx, productionNumber),
  },
  Part: {
    erpStock: ({ number }, _, ctx) => erpStockOfPart(ctx, number),
    erpPurchases: ({ number }, _, ctx) => erpPurchasesOfPart(ctx, number),
  },
  Vehicle: { erpStock: ({ vin }, _, ctx) => (vin === null ? [] : erpStockOfCar(ctx, vin)) },
}
