import { z } from 'zod'
import { defineEvent } from '../events.ts'
import { moment, money } from './event-shapes.ts'

/** A lead was captured or its status changed; nothing in it tells who the person is. Key: lead id. */
export const leadChanged = defineEvent(
  'sales.LeadChanged',
  z.object({
    leadId: z.string(),
    /** Null when the person named none. */
    modelCode: z.string().nullable(),
    /** Whether it is still worked on: neither an opportunity nor lost. */
    open: z.boolean(),
    /** 0 to 100: how likely it becomes an order. */
    score: z.number().int().min(0).max(100),
    capturedAt: moment,
  }),
)

/** A customer ordered a car to be built or reserved one that is. Key: sales order id. */
export const orderPlaced = defineEvent(
  'sales.OrderPlaced',
  z.object({
    orderId: z.string(),
    kind: z.enum(['BUILD', 'STOCK']),
    customerId: z.string(),
    dealerId: z.string(),
    modelCode: z.string(),
    /** Option codes chosen. */
    options: z.array(z.string()),
    /** The stock car, when the order reserves one. */
    vin: z.string().nullable(),
    placedAt: moment,
  }),
)

/** An order was cancelled. Key: sales order id. */
export const orderCancelled = defineEvent(
  'sales.OrderCancelled',
  z.object({ orderId: z.string(), vin: z.string().nullable(), cancelledAt: moment }),
)

/** A car was handed to its buyer, new or used. Key: VIN. */
export const retailSaleRegistered = defineEvent(
  'sales.RetailSaleRegistered',
  z.object({
    saleId: z.string(),
    kind: z.enum(['NEW', 'USED']),
    vin: z.string(),
    modelCode: z.string().nullable(),
    customerId: z.string(),
    dealerId: z.string(),
    soldAt: moment,
    price: money,
    orderId: z.string().nullable(),
  }),
)

/** Somebody took or gave up a role on a car: owner, driver, lessee, fleet. Key: VIN. */
export const ownershipChanged = defineEvent(
  'sales.OwnershipChanged',
  z.object({
    vin: z.string(),
    customerId: z.string(),
    role: z.enum(['OWNER', 'DRIVER', 'LESSEE', 'FLEET']),
    from: moment,
    until: moment.nullable(),
  }),
)

/** The options of an order to be built were changed, before its freeze. Key: sales order id. */
export const orderChanged = defineEvent(
  'sales.OrderChanged',
  z.object({ orderId: z.string(), modelCode: z.string(), options: z.array(z.string()), changedAt: moment }),
)

/** The time of a reservation is over, given out then. Key: `reservation of` and the sales order id. */
export const reservationEnds = defineEvent('sales.ReservationEnds', z.object({ orderId: z.string(), until: moment }))

/** A wish to buy that the help desk told of became no lead, since no dealer takes any. Key: case id. */
export const purchaseWishUnmet = defineEvent('sales.PurchaseWishUnmet', z.object({ caseId: z.string() }))
