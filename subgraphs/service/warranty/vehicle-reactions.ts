import { ownershipChanged, retailSaleRegistered, vehicleStatusChanged } from '#platform/event-catalogue.ts'
import { reaction } from '#platform/events.ts'
import { forgetOwner, learnOfOwner, learnOfSale, learnOfStatus } from './vehicle-store.ts'

const dayOf = (moment: string): string => moment.slice(0, 10)

/** The warranty starts with the delivery of the new car; a used one goes on with what is left. */
export const onRetailSaleRegistered = reaction(retailSaleRegistered, async (tx, { payload }) => {
  const { vin, modelCode, dealerId, soldAt } = payload
  if (payload.kind === 'NEW') await learnOfSale(tx, { vin, modelCode, dealerId, deliveredOn: dayOf(soldAt) })
  else await learnOfSale(tx, { vin, modelCode, deliveredOn: null })
})

export const onVehicleStatusChanged = reaction(vehicleStatusChanged, async (tx, { payload }) => {
  const { vin, modelCode, status, at } = payload
  if (vin !== null) await learnOfStatus(tx, { vin, modelCode, deliveredOn: status === 'DELIVERED' ? dayOf(at) : null })
})

export const onOwnershipChanged = reaction(ownershipChanged, async (tx, { payload }) => {
  const { vin, customerId, role, from, until } = payload
  if (role !== 'OWNER') return
  if (until === null) await learnOfOwner(tx, vin, customerId, new Date(from))
  else await forgetOwner(tx, vin, customerId)
})
