import type { Transaction } from '#platform/database.ts'
import { purchaseWished } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { openCase, type CaseToOpen } from '../cases/open-case.ts'
import { route } from '../routing/route.ts'
import { giveCase } from '../routing/routing-writes.ts'
import type { CustomerTier } from '../routing/routing.ts'
import type { Classification } from './classify.ts'
import { insertInquiry } from './inquiry-store.ts'
import { proposeRepair } from './propose-repair.ts'

export interface Asked extends Omit<CaseToOpen, 'kind' | 'subject'> {
  readonly classification: Classification
  readonly kindStated: boolean
  readonly language: string
  readonly tier: CustomerTier
  /** The station's. */
  readonly dealerId: string | null
  /** E.164 */
  readonly phone: string | null
}

/** Opens the case of an inquiry, gives it to whom the rules say, and sets on what its kind asks for. */
export async function takeIn(tx: Transaction, asked: Asked): Promise<string> {
  const { classification, kindStated, language, tier, dealerId, phone, ...rest } = asked
  const { kind, confidence, reasons: kindReasons } = classification
  const { body, customerId, vin, stationId, at } = asked
  const caseId = await openCase(tx, { ...rest, kind, subject: body.slice(0, 120) })
  const decision = await route(tx, { kind, language, tier, customerId }, at)
  await giveCase(tx, caseId, decision)
  const wanted = kind === 'REPAIR' && vin !== null && stationId !== null ? { vin, customerId, stationId, at } : null
  const appointmentId = wanted === null ? null : await proposeRepair(tx, wanted)
  const { rule, reasons: routingReasons } = decision
  // As with the case's messages.
  await insertInquiry(tx.asSystem, {
    caseId,
    kindStated,
    confidence,
    kindReasons,
    language,
    tier,
    rule,
    routingReasons,
    appointmentId,
  })
  if (kind === 'PURCHASE' && (customerId !== null || phone !== null))
    await publish(tx, purchaseWished, [
      { key: caseId, payload: { caseId, customerId, dealerId, phone, message: body } },
    ])
  return caseId
}
