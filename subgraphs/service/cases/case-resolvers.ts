import { batched } from '#platform/batch.ts'
import { pageOf } from '#platform/connection.ts'
import type { Resolvers } from '#generated/service.ts'
import { mayKnowCustomer, onlyDealer } from '../customer-visibility.ts'
import { stationEntity } from '../stations/station-entity.ts'
import { caseEntity } from './case-entity.ts'
import { caseLifecycle, isOpen } from './case-lifecycle.ts'
import { listCases } from './case-list-store.ts'
import { casesOfCustomers, casesOfVehicles, type CasePage } from './case-store.ts'

const ofVehicle = batched((ctx, vins: readonly string[], options: CasePage) => casesOfVehicles(ctx.db, vins, options))
const ofCustomer = batched((ctx, ids: readonly string[], options: CasePage) =>
  casesOfCustomers(ctx.db, ids, { ...options, onlyDealer: onlyDealer(ctx.principal) }),
)

export const caseResolvers: Resolvers = {
  Query: {
    case: (_, { id }, ctx) => caseEntity.by.id(ctx, id),
    async cases(_, { filter, ...args }, ctx) {
      const page = pageOf(args)
      return listCases(ctx.db, filter ?? {}, page)
    },
  },
  Case: {
    allowedStatuses: ({ status }) => [...caseLifecycle[status].next],
    open: ({ status }) => isOpen(status),
    customer: ({ customerId, dealerId }, _, ctx) =>
      customerId !== null && mayKnowCustomer(ctx.principal, dealerId) ? { id: customerId } : null,
    vehicle: ({ vin }) => (vin === null ? null : { vin }),
    station: ({ stationId }, _, ctx) => (stationId === null ? null : stationEntity.by.id(ctx, stationId)),
  },
  Vehicle: {
    cases: ({ vin }, { open = null, ...args }, ctx) =>
      vin == null ? null : ofVehicle(ctx, vin, { open, page: pageOf(args) }),
  },
  Customer: {
    cases: ({ id }, { open = null, ...args }, ctx) =>
      id === undefined ? null : ofCustomer(ctx, id, { open, page: pageOf(args) }),
  },
}
