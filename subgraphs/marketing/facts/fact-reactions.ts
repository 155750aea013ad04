import { consentChanged, contactTaken, customerChanged, ownershipChanged } from '#platform/event-catalogue.ts'
import { retailSaleRegistered, serviceOrderClosed } from '#platform/event-catalogue.ts'
import { reaction } from '#platform/events.ts'
import { attributeNames } from '../expression/attributes.ts'
import { withSegments } from '../segments/reevaluate.ts'
import { saveConsent } from './consent-store.ts'
import { saveContactTaken } from './contact-taken-store.ts'
import { meetCustomer, saveCarRole, saveProfile, savePurchase, saveServiceVisit } from './fact-store.ts'
import { recountBuying, recountCars, recountConsents } from './recount.ts'

/** A customer's profile changed: his segments by place, age or kind see it. */
export const onCustomerChanged = reaction(customerChanged, (tx, { payload, recordedAt }) =>
  withSegments(
    tx,
    {
      customerId: payload.customerId,
      attributes: ['kind', 'country', 'region', 'locale', 'birth_year', 'age'],
      now: recordedAt,
    },
    () => saveProfile(tx, payload),
  ),
)

/** A retail sale counts among the buyer's purchases, and his segments see it. */
export const onRetailSaleRegistered = reaction(retailSaleRegistered, (tx, { payload, recordedAt }) =>
  withSegments(
    tx,
    {
      customerId: payload.customerId,
      attributes: ['purchases', 'first_sale', 'last_sale', 'spend', 'owned_models'],
      now: recordedAt,
    },
    async () => {
      await meetCustomer(tx, payload.customerId)
      await savePurchase(tx, payload)
      await recountBuying(tx, [payload.customerId])
      // The role on the car can have been heard of before the sale that tells its model.
      await recountCars(tx, [payload.customerId])
    },
  ),
)

/** A customer took or gave up a role on a car: what he owns now is counted anew. */
export const onOwnershipChanged = reaction(ownershipChanged, (tx, { payload, recordedAt }) =>
  withSegments(
    tx,
    { customerId: payload.customerId, attributes: ['cars', 'owned_models'], now: recordedAt },
    async () => {
      await meetCustomer(tx, payload.customerId)
      await saveCarRole(tx, payload)
      await recountCars(tx, [payload.customerId])
    },
  ),
)

/** A closed service order counts among the services of the customer who brought the car, when he is known. */
export const onServiceOrderClosed = reaction(serviceOrderClosed, async (tx, { payload, recordedAt }) => {
  const { customerId } = payload
  if (customerId === null) return
  const change = { customerId, attributes: ['services', 'last_service', 'service_spend'], now: recordedAt } as const
  await withSegments(tx, change, async () => {
    await meetCustomer(tx, customerId)
    await saveServiceVisit(tx, { ...payload, customerId })
    await recountBuying(tx, [customerId])
  })
})

/** What a customer said about being contacted is known to the next dispatch; who refuses profiling leaves all segments. */
export const onConsentChanged = reaction(consentChanged, async (tx, { payload, recordedAt }) => {
  const { customerId } = payload
  const attributes = payload.purpose === 'PROFILING' ? attributeNames : (['consents'] as const)
  await withSegments(tx, { customerId, attributes, now: recordedAt }, async () => {
    await meetCustomer(tx, customerId)
    await saveConsent(tx, payload)
    await recountConsents(tx, [customerId])
  })
})

/** Who is at a customer, or just was, is known to the next dispatch. */
export const onContactTaken = reaction(contactTaken, async (tx, { payload }) => {
  await meetCustomer(tx, payload.customerId)
  await saveContactTaken(tx, payload)
})
