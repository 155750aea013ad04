import { z } from 'zod'
import { defineEvent } from './events.ts'

// The events that subgraphs tell each other. The key, which orders them, is named with each.

const money = z.object({ amount: z.string(), currency: z.string() })
const moment = z.iso.datetime()

/** Something between a customer and one of the departments, for the customer's timeline. Key: customer id. */
export const customerActivity = defineEvent(
  'CustomerActivity',
  z.object({
    customerId: z.string(),
    kind: z.enum([
      'TOUCHPOINT',
      'LEAD',
      'ORDER',
      'SALE',
      'OWNERSHIP',
      'APPOINTMENT',
      'SERVICE',
      'CASE',
      'RECALL',
      'MESSAGE',
      'CONSENT',
    ]),
    department: z.enum(['CUSTOMER', 'SALES', 'SERVICE', 'MARKETING', 'PRODUCTION']),
    at: moment,
    /** One line for a person to read. */
    summary: z.string(),
    /** The entity behind it: a type of the graph and its id. The same subject, kind and time count once. */
    subject: z.object({ type: z.string(), id: z.string() }),
  }),
)

/** A customer record was made or a static fact of it changed. Key: customer id. */
export const customerChanged = defineEvent(
  'customer.CustomerChanged',
  z.object({
    customerId: z.string(),
    kind: z.enum(['PERSON', 'ORGANISATION']),
    /** Names of the changed facts, such as `phone`; empty when the record is new. */
    fields: z.array(z.string()),
    country: z.string().nullable(),
    region: z.string().nullable(),
    locale: z.string().nullable(),
    birthYear: z.number().nullable(),
  }),
)

/** A customer gave or withdrew consent. Key: customer id. */
export const consentChanged = defineEvent(
  'customer.ConsentChanged',
  z.object({
    customerId: z.string(),
    purpose: z.string(),
    channel: z.string(),
    recipient: z.string(),
    given: z.boolean(),
    at: moment,
  }),
)

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

/** The ERP took a sales order into production. Key: sales order id. */
export const productionOrderCreated = defineEvent(
  'erp.ProductionOrderCreated',
  z.object({ productionNumber: z.string(), orderId: z.string(), createdAt: moment }),
)

/** A car's derived status changed. Key: production number. */
export const vehicleStatusChanged = defineEvent(
  'erp.VehicleStatusChanged',
  z.object({
    productionNumber: z.string(),
    vin: z.string().nullable(),
    orderId: z.string().nullable(),
    modelCode: z.string(),
    /** A name of the graph's `VehicleStatus`. */
    status: z.string(),
    previous: z.string().nullable(),
    /** When it happened, which can be before the event was recorded. */
    at: moment,
  }),
)

/** An order was changed too late: its car is built with these options. Key: sales order id. */
export const productionChangeRefused = defineEvent(
  'erp.ProductionChangeRefused',
  z.object({ orderId: z.string(), productionNumber: z.string(), options: z.array(z.string()), refusedAt: moment }),
)

/** An order waits for parts, or no longer does. Key: production number. */
export const productionDelayed = defineEvent(
  'erp.ProductionDelayed',
  z.object({
    productionNumber: z.string(),
    orderId: z.string().nullable(),
    /** The part that it waits for longest; null when it waits for none any more. */
    partNumber: z.string().nullable(),
    /** The first day on which all parts are there; null when nobody can say, or it doesn't wait. */
    readyOn: z.iso.date().nullable(),
    /** When it is expected to be finished; null when nobody can say. */
    expectedEnd: moment.nullable(),
  }),
)

/** A recall was opened over cars that only the ERP can name. Key: recall id. */
export const recallOpened = defineEvent(
  'service.RecallOpened',
  z.object({
    recallId: z.string(),
    /** A car is in when it meets all criteria given. */
    criteria: z.object({
      modelCodes: z.array(z.string()).optional(),
      vinFrom: z.string().optional(),
      vinTo: z.string().optional(),
      builtFrom: z.iso.date().optional(),
      builtTo: z.iso.date().optional(),
      station: z.string().optional(),
      partNumber: z.string().optional(),
      partBatch: z.string().optional(),
    }),
  }),
)

/** The ERP names cars that a recall covers, at most a thousand an event; also a car built later. Key: recall id. */
export const recallScopeResolved = defineEvent(
  'erp.RecallScopeResolved',
  z.object({ recallId: z.string(), vins: z.array(z.string()) }),
)

/** A workshop finished a service order. Key: VIN. */
export const serviceOrderClosed = defineEvent(
  'service.ServiceOrderClosed',
  z.object({
    serviceOrderId: z.string(),
    vin: z.string(),
    customerId: z.string().nullable(),
    stationId: z.string(),
    dealerId: z.string().nullable(),
    closedAt: moment,
    odometerKm: z.number(),
    price: money,
  }),
)

/** The options of an order to be built were changed, before its freeze. Key: sales order id. */
export const orderChanged = defineEvent(
  'sales.OrderChanged',
  z.object({ orderId: z.string(), modelCode: z.string(), options: z.array(z.string()), changedAt: moment }),
)

/** The time of a reservation is over, given out then. Key: `reservation of` and the sales order id. */
export const reservationEnds = defineEvent('sales.ReservationEnds', z.object({ orderId: z.string(), until: moment }))

/** Another employee answers for a customer, from now or from a day to come: open work moves. Key: customer id. */
export const accountManagerChanged = defineEvent(
  'customer.AccountManagerChanged',
  z.object({
    customerId: z.string(),
    employeeId: z.string(),
    /** Null for the maker's own employee. */
    dealerId: z.string().nullable(),
    previousEmployeeId: z.string().nullable(),
    from: moment,
  }),
)

/** A case was opened or came to another status. Key: case id. */
export const caseChanged = defineEvent('service.CaseChanged', z.object({ caseId: z.string() }))
