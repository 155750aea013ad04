import { batched } from '#platform/batch.ts'
import { pageOf, type Page } from '#platform/connection.ts'
import type { Resolvers } from '#generated/service.ts'
import { appointmentEntity } from '../appointments/appointment-entity.ts'
import { mayKnowCustomer, onlyDealer } from '../customer-visibility.ts'
import { stationEntity } from '../stations/station-entity.ts'
import { orderEntity } from './order-entity.ts'
import { ordersOfCustomers, ordersOfVehicles } from './order-store.ts'

const ofVehicle = batched((ctx, vins: readonly string[], page: Page) => ordersOfVehicles(ctx.db, vins, page))
const ofCustomer = batched((ctx, ids: readonly string[], page: Page) =>
  ordersOfCustomers(ctx.db, ids, { page, onlyDealer: onlyDealer(ctx.principal) }),
)

export const orderResolvers: Resolvers = {
  Query: {
    serviceOrder: (_, { id }, ctx) => orderEntity.by.id(ctx, id),
  },
  ServiceOrder: {
    vehicle: ({ vin }) => ({ vin }),
    station: ({ stationId }, _, ctx) => stationEntity.by.id(ctx, stationId),
    customer: ({ customerId, dealerId }, _, ctx) =>
      customerId !== null && mayKnowCustomer(ctx.principal, dealerId) ? { id: customerId } : null,
    appointment: ({ appointmentId }, _, ctx) =>
      appointmentId === null ? null : appointmentEntity.by.id(ctx, appointmentId),
    labour: ({ labourAmount, currency }) => ({ amount: labourAmount, currency }),
    price: ({ priceAmount, currency }) => ({ amount: priceAmount, currency }),
  },
  Vehicle: {
    serviceOrders: ({ vin }, args, ctx) => (vin == null ? null : ofVehicle(ctx, vin, pageOf(args))),
  },
  Customer: {
    serviceOrders: ({ id }, args, ctx) => (id === undefined ? null : ofCustomer(ctx, id, pageOf(args))),
  },
}
