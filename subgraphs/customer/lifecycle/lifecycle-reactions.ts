import {
  customerActivity,
  customerChanged,
  retailSaleRegistered,
  serviceOrderClosed,
} from '#platform/event-catalogue.ts'
import { reaction } from '#platform/events.ts'
import { moveCustomer } from './move-customer.ts'

const onRegistered = reaction(customerChanged, async (tx, { payload: { customerId, fields }, recordedAt }) => {
  if (fields.length > 0) return
  await moveCustomer(tx, { customerId, trigger: 'REGISTERED', cause: 'registered', at: recordedAt, recordedAt })
})

const onLead = reaction(customerActivity, async (tx, { payload, recordedAt }) => {
  const { customerId, kind, subject, at } = payload
  if (kind !== 'LEAD') return
  const cause = `lead ${subject.id}`
  await moveCustomer(tx, { customerId, trigger: 'LEAD', cause, subject, at: new Date(at), recordedAt })
})

const onRetailSale = reaction(retailSaleRegistered, async (tx, { payload, recordedAt }) => {
  const { customerId, saleId: id, soldAt } = payload
  const subject = { type: 'RetailSale', id }
  const cause = `sale ${id}`
  await moveCustomer(tx, { customerId, trigger: 'PURCHASE', cause, subject, at: new Date(soldAt), recordedAt })
})

const onServiceOrderClosed = reaction(serviceOrderClosed, async (tx, { payload, recordedAt }) => {
  const { customerId, serviceOrderId: id, closedAt } = payload
  if (customerId === null) return
  const subject = { type: 'ServiceOrder', id }
  const cause = `service order ${id}`
  await moveCustomer(tx, { customerId, trigger: 'SERVICE', cause, subject, at: new Date(closedAt), recordedAt })
})

/** What other departments do with a customer leads him from stage to stage. */
export const lifecycleReactions = [onRegistered, onLead, onRetailSale, onServiceOrderClosed]
