import { purchaseWished, purchaseWishUnmet } from '#platform/event-catalogue.ts'
import { publish, reaction } from '#platform/events.ts'
import { captureLead } from './capture-lead.ts'

/**
 * A wish to buy that reached the help desk is a lead, unless the person has one: of the dealer who was asked, so that
 * no other one comes to know his customer. Without a dealer the desk is told.
 */
export const onPurchaseWished = reaction(purchaseWished, async (tx, { payload, recordedAt }) => {
  const { caseId, customerId, dealerId, phone, message } = payload
  const nothing = { contactName: null, modelCode: null, region: null, city: null }
  const nobody = { campaignId: null, referrerId: null, partner: null }
  const facts = { ...nothing, ...nobody, channel: 'CALL_CENTRE' as const, customerId, phone, message }
  const { __typename: outcome } = await captureLead(tx, { facts, dealerId, now: recordedAt })
  if (outcome === 'NoDealerForLead' || outcome === 'DealerUnknown')
    await publish(tx, purchaseWishUnmet, [{ key: caseId, payload: { caseId } }])
})
