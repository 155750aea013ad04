import { batched } from '#platform/batch.ts'
import { pageOf, type Page } from '#platform/connection.ts'
import type { Resolvers } from '#generated/service.ts'
import { mayKnowCustomer, onlyDealer } from '../customer-visibility.ts'
import { stationEntity } from '../stations/station-entity.ts'
import { appointmentEntity } from './appointment-entity.ts'
import { appointmentsOfCustomers, appointmentsOfVehicles } from './appointment-store.ts'

const ofVehicle = batched((ctx, vins: readonly string[], page: Page) => appointmentsOfVehicles(ctx.db, vins, page))
const ofCustomer = batched((ctx, ids: readonly string[], page: Page) =>
  appointmentsOfCustomers(ctx.db, ids, { page, onlyDealer: onlyDealer(ctx.principal) }),
)

export const appointmentResolvers: Resolvers = {
  Query: {
    appointment: (_, { id }, ctx) => appointmentEntity.by.id(ctx, id),
  },
  Appointment: {
    vehicle: ({ vin }) => ({ vin }),
    customer: ({ customerId, dealerId }, _, ctx) =>
      customerId !== null && mayKnowCustomer(ctx.principal, dealerId) ? { id: customerId } : null,
    station: ({ stationId }, _, ctx) => stationEntity.by.id(ctx, stationId),
    note: ({ note, dealerId }, _, ctx) => (mayKnowCustomer(ctx.principal, dealerId) ? note : null),
  },
  Vehicle: {
    appointments: ({ vin }, args, ctx) => (vin == null ? null : ofVehicle(ctx, vin, pageOf(args))),
  },
  Customer: {
    appointments: ({ id }, args, ctx) => (id === undefined ? null : ofCustomer(ctx, id, pageOf(args))),
  },
}
