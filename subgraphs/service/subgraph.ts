import { defineSubgraph } from '#platform/subgraph.ts'
import { appointmentEntity } from './appointments/appointment-entity.ts'
import { appointmentResolvers } from './appointments/appointment-resolvers.ts'
import { articleEntity } from './articles/article-entity.ts'
import { articleResolvers } from './articles/article-resolvers.ts'
import { caseEntity } from './cases/case-entity.ts'
import { caseResolvers } from './cases/case-resolvers.ts'
import { caseThreadResolvers } from './cases/case-thread-resolvers.ts'
import { orderEntity } from './orders/order-entity.ts'
import { orderResolvers } from './orders/order-resolvers.ts'
import { workResolvers } from './orders/work-resolvers.ts'
import { recallEntity } from './recalls/recall-entity.ts'
import { recallResolvers } from './recalls/recall-resolvers.ts'
import { recallVehicleResolvers } from './recalls/recall-vehicle-resolvers.ts'
import { slotResolvers } from './stations/slot-resolvers.ts'
import { stationEntity } from './stations/station-entity.ts'
import { stationResolvers } from './stations/station-resolvers.ts'
import { warrantyResolvers } from './warranty/warranty-resolvers.ts'

/** Cars and customers after the sale: help desk, workshops, appointments, warranty, recalls. */
export const service = defineSubgraph({
  name: 'service',
  folder: import.meta.dirname,
  entities: [appointmentEntity, articleEntity, caseEntity, orderEntity, recallEntity, stationEntity],
  resolvers: [
    appointmentResolvers,
    articleResolvers,
    caseResolvers,
    caseThreadResolvers,
    orderResolvers,
    recallResolvers,
    recallVehicleResolvers,
    slotResolvers,
    stationResolvers,
    warrantyResolvers,
    workResolvers,
  ],
})
