import { defineSubgraph } from '#platform/subgraph.ts'
import { alarmResolvers } from './alarms/alarm-resolvers.ts'
import { startCatchingUp } from './alarms/catch-up.ts'
import { skippedResolvers } from './alarms/skipped-resolvers.ts'
import { connectionResolvers } from './connectors/connection-resolvers.ts'
import { startConnections } from './connectors/start-connections.ts'
import { onCarCancelled, onCarOrdered, onLeadChanged } from './demand/demand-reactions.ts'
import { demandResolvers } from './demand/demand-resolvers.ts'
import { erpHoldings } from './erasure/erp-holdings.ts'
import { ingestRoutes } from './ingest/ingest-routes.ts'
import { startPurge } from './ingest/purge.ts'
import { partEntity } from './inventory/part-entity.ts'
import { inventoryResolvers } from './inventory/inventory-resolvers.ts'
import { movementResolvers } from './inventory/movement-resolvers.ts'
import { keptApartResolvers } from './kept-apart/kept-apart-resolvers.ts'
import { answerResolvers } from './material/answer-resolvers.ts'
import { answerRoutes } from './material/answer-routes.ts'
import { deliveryResolvers } from './material/delivery-resolvers.ts'
import { planEntity, planResolvers } from './material/plan-resolvers.ts'
import { planningMutations } from './material/planning-mutations.ts'
import { startSendingPlans } from './material/send-plans.ts'
import { modelEntity } from './models/model-parts.ts'
import { modelResolvers } from './models/model-resolvers.ts'
import { versionMutations } from './models/version-mutations.ts'
import { versionResolvers } from './models/version-resolvers.ts'
import { placeEntity, plantEntity } from './places/place-entities.ts'
import { placeResolvers } from './places/place-resolvers.ts'
import { onOrderChanged } from './production/change-configuration.ts'
import { onOrderCancelled, onOrderPlaced, onRetailSaleRegistered } from './production/order-reactions.ts'
import { orderListResolvers } from './production/order-list-resolvers.ts'
import { planningResolvers } from './production/planning-resolvers.ts'
import { productionOrderResolvers } from './production/production-order-resolvers.ts'
import { workPlaceResolvers } from './production/work-place-resolvers.ts'
import { reportResolvers } from './quality/report-resolvers.ts'
import { onRecallOpened } from './recalls/recall-reactions.ts'
import { shipmentEntity } from './shipments/shipment-entity.ts'
import { shipmentResolvers } from './shipments/shipment-resolvers.ts'
import { supplierEntity } from './suppliers/supplier-entity.ts'
import { supplyResolvers } from './suppliers/supply-resolvers.ts'
import { statusNewsResolvers } from './vehicles/status-news.ts'
import { productionOrderEntity, vehicleEntity } from './vehicles/vehicle-entity.ts'
import { vehicleResolvers } from './vehicles/vehicle-resolvers.ts'

/** What the plants build, where it is, and what is in stock. */
export const erpAdapter = defineSubgraph({
  name: 'erp-adapter',
  folder: import.meta.dirname,
  resolvers: [
    vehicleResolvers,
    statusNewsResolvers,
    productionOrderResolvers,
    orderListResolvers,
    planningResolvers,
    workPlaceResolvers,
    alarmResolvers,
    skippedResolvers,
    reportResolvers,
    modelResolvers,
    versionResolvers,
    versionMutations,
    placeResolvers,
    inventoryResolvers,
    movementResolvers,
    shipmentResolvers,
    keptApartResolvers,
    connectionResolvers,
    supplyResolvers,
    planResolvers,
    planningMutations,
    deliveryResolvers,
    answerResolvers,
    demandResolvers,
  ],
  entities: [
    vehicleEntity,
    productionOrderEntity,
    modelEntity,
    placeEntity,
    plantEntity,
    partEntity,
    shipmentEntity,
    supplierEntity,
    planEntity,
  ],
  reactions: [
    onOrderPlaced,
    onOrderChanged,
    onOrderCancelled,
    onRetailSaleRegistered,
    onRecallOpened,
    onCarOrdered,
    onCarCancelled,
    onLeadChanged,
  ],
  holdings: erpHoldings,
  routes(app, db) {
    ingestRoutes(app, db)
    answerRoutes(app, db)
  },
  work: [startPurge, startConnections, startSendingPlans, startCatchingUp],
})
