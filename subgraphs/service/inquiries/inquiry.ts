import type { CustomerTier } from '../routing/routing.ts'

/** How a case came in and was routed. */
export interface Inquiry {
  readonly caseId: string
  readonly kindStated: boolean
  readonly confidence: number
  readonly kindReasons: readonly string[]
  readonly language: string
  readonly tier: CustomerTier
  readonly rule: string | null
  readonly routingReasons: readonly string[]
  readonly appointmentId: string | null
}
