import { retailSaleRegistered } from '#platform/event-catalogue.ts'
import { reaction } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import { tellOfAppointment } from './appointment-activity.ts'
import { firstServiceDue } from './first-service.ts'
import { firstFreeSlot, insertFirstService } from './proposal-store.ts'

/** A new car gets a proposal for its first service at a station of the dealer that sold it, unless that is past. */
export const onNewCarSold = reaction(retailSaleRegistered, async (tx, { payload, recordedAt }) => {
  const { kind, vin, customerId, dealerId, soldAt } = payload
  const due = firstServiceDue(new Date(soldAt))
  if (kind !== 'NEW' || due < recordedAt) return
  const slot = await firstFreeSlot(tx, dealerId, due)
  if (slot === undefined) return
  const proposal = { id: newId('appointment'), vin, customerId, purpose: 'FIRST_SERVICE' as const, slot }
  if (await insertFirstService(tx, proposal)) await tellOfAppointment(tx, proposal, 'proposed', recordedAt)
})
