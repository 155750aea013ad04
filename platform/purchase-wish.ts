import { z } from 'zod'

/** What the help desk tells sales of somebody who wants to buy. */
export const purchaseWish = z.object({
  caseId: z.string(),
  customerId: z.string().nullable(),
  /** The dealer whose station was asked; null when none was. */
  dealerId: z.string().nullable(),
  /** E.164 */
  phone: z.string().nullable(),
  message: z.string(),
})
