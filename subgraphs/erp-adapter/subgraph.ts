import { defineSubgraph } from '#platform/subgraph.ts'
import { ingestRoutes } from './ingest/ingest-routes.ts'
import { partEntity } from './inventory/part-entity.ts'
import { inventoryResolvers } from './inventory/inventory-resolvers.ts'
import { keptApartResolvers } from './kept-apart/kept-apart-resolvers.ts'
import { modelEntity } from './models/model-parts.ts'
import { modelResolvers } from './models/model-resolvers.ts'
import { placeEntity, plantEntity } from './places/place-entities.ts'
import { placeResolvers } from './places/place-resolvers.ts'
import { onOrderCancelled, onOrderPlaced, onRetailSaleRegistered } from './production/order-reactions.ts'
import { planningResolvers } from './production/planning-resolvers.ts'
import { productionOrderResolvers } from './production/production-order-resolvers.ts'
import { workPlaceResolvers } from './production/work-place-resolvers.ts'
import { onRecallOpened } from './recalls/recall-reactions.ts'
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
    planningResolvers,
    workPlaceResolvers,
    modelResolvers,
    placeResolvers,
    inventoryResolvers,
    keptApartResolvers,
  ],
  entities: [vehicleEntity, productionOrderEntity, modelEntity, placeEntity, plantEntity, partEntity],
  reactions: [onOrderPlaced, onOrderCancelled, onRetailSaleRegistered, onRecallOpened],
  routes: ingestRoutes,
})
