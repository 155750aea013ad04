import { z } from 'zod'
import { purchaseWish } from '../purchase-wish.ts'
import { recallCriteria } from '../recall-criteria.ts'
import { caseEscalation } from '../case-escalation.ts'
import { requestMove } from '../request-move.ts'
import { defineEvent } from '../events.ts'
import { moment, money } from './event-shapes.ts'

/** A recall was opened over cars that only the ERP can name. Key: recall id. */
export const recallOpened = defineEvent(
  'service.RecallOpened',
  z.object({
    recallId: z.string(),
    /** A car is in when it meets all criteria given. */
    criteria: recallCriteria,
  }),
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

/** A case was opened or came to another status. Key: case id. */
export const caseChanged = defineEvent('service.CaseChanged', z.object({ caseId: z.string() }))

/** A request between departments moved, or was asked or answered about. Key: request id. */
export const requestMoved = defineEvent('service.RequestMoved', requestMove)

/** Somebody told the help desk that he wants to buy. Key: case id. */
export const purchaseWished = defineEvent('service.PurchaseWished', purchaseWish)

/** A case came before the next rank of the chain. Key: case id. */
export const caseEscalated = defineEvent('service.CaseEscalated', caseEscalation)
