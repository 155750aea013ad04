import { retailSaleRegistered } from '#platform/event-catalogue.ts'
import { reaction } from '#platform/events.ts'
import { openAccount } from './account-store.ts'

/** Whoever buys a car, new or used, pays for its charging from then on. */
export const onRetailSaleOpenAccount = reaction(retailSaleRegistered, async (tx, { payload }) => {
  const { vin, customerId, soldAt } = payload
  await openAccount(tx, { vin, customerId, since: new Date(soldAt) })
})
