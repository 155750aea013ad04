import { followMerges } from '#platform/merges/follow-merges.ts'
import { defineSubgraph } from '#platform/subgraph.ts'
import { customerResolvers } from './customer-resolvers.ts'
import { dealerEntity } from './dealers/dealer-entity.ts'
import { dealerResolvers } from './dealers/dealer-resolvers.ts'
import { salesHoldings } from './erasure/sales-holdings.ts'
import { leadEntity } from './leads/lead-entity.ts'
import { leadMutations } from './leads/lead-mutations.ts'
import { leadResolvers } from './leads/lead-resolvers.ts'
import { orderEntity } from './orders/order-entity.ts'
import { onPurchaseWished } from './leads/lead-reactions.ts'
import { onProductionChangeRefused, onProductionDelayed, onProductionScheduled } from './orders/production-reactions.ts'
import { onProductionOrderCreated, onReservationEnds, onVehicleStatusChanged } from './orders/order-reactions.ts'
import { orderMutations } from './orders/order-mutations.ts'
import { orderResolvers } from './orders/order-resolvers.ts'
import { ownershipResolvers } from './ownership/ownership-resolvers.ts'
import { retailSaleEntity } from './retail-sales/retail-sale-entity.ts'
import { retailSaleResolvers } from './retail-sales/retail-sale-resolvers.ts'
import { salesCycleEntity } from './sales-cycles/sales-cycle-entity.ts'
import { salesCycleResolvers } from './sales-cycles/sales-cycle-resolvers.ts'
import { territoryEntity } from './territories/territory-entity.ts'
import { territoryResolvers } from './territories/territory-resolvers.ts'
import { vehicleRefusalResolvers } from './vehicles/vehicle-refusal-resolvers.ts'
import { vehicleResolvers } from './vehicles/vehicle-resolvers.ts'

/** From the wish to the delivered car: dealers, leads, orders, sales and who owns which car. */
export const sales = defineSubgraph({
  name: 'sales',
  folder: import.meta.dirname,
  resolvers: [
    customerResolvers,
    dealerResolvers,
    leadMutations,
    leadResolvers,
    orderMutations,
    orderResolvers,
    ownershipResolvers,
    retailSaleResolvers,
    salesCycleResolvers,
    territoryResolvers,
    vehicleRefusalResolvers,
    vehicleResolvers,
  ],
  entities: [dealerEntity, leadEntity, orderEntity, retailSaleEntity, salesCycleEntity, territoryEntity],
  reactions: [
    ...followMerges('sales'),
    onPurchaseWished,
    onProductionOrderCreated,
    onProductionChangeRefused,
    onProductionDelayed,
    onProductionScheduled,
    onVehicleStatusChanged,
    onReservationEnds,
  ],
  holdings: salesHoldings,
})
