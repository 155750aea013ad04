import { z } from 'zod'
import { defineEvent } from '../events.ts'
import { moment } from './event-shapes.ts'

/** The ERP took a sales order into production. Key: sales order id. */
export const productionOrderCreated = defineEvent(
  'erp.ProductionOrderCreated',
  z.object({ productionNumber: z.string(), orderId: z.string(), createdAt: moment }),
)

/** A production order that is built for a sales order got dates, or others. Key: sales order id. */
export const productionScheduled = defineEvent(
  'erp.ProductionScheduled',
  z.object({
    productionNumber: z.string(),
    orderId: z.string(),
    /** Until when the configuration can be changed, unless building begins before. */
    changeFreezeAt: moment,
  }),
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

/** An alarm of the line was raised, cleared or put to another moment by a late event. Key: production number. */
export const productionAlarmChanged = defineEvent(
  'erp.ProductionAlarmChanged',
  z.object({
    alarmId: z.string(),
    /** A name of the graph's `ProductionAlarmKind`. */
    kind: z.string(),
    productionNumber: z.string(),
    plantId: z.string(),
    /** Whether the car's events show it now. */
    standing: z.boolean(),
  }),
)

/** The ERP names cars that a recall covers, at most a thousand an event; also a car built later. Key: recall id. */
export const recallScopeResolved = defineEvent(
  'erp.RecallScopeResolved',
  z.object({ recallId: z.string(), vins: z.array(z.string()) }),
)
