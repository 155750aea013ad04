import type { Principal } from '#platform/auth.ts'
import type { ErasureOutcome } from '#platform/privacy/holding.ts'
import type { LegalBasis } from '#platform/privacy/legal-basis.ts'

export type ErasureGround = 'ASKED' | 'CONSENT_WITHDRAWN' | 'PURPOSE_ENDED' | 'UNLAWFUL'

export interface ErasureItem {
  readonly subgraph: string
  readonly item: string
  readonly outcome: ErasureOutcome
  readonly rows: number
  readonly legalBasis: LegalBasis | null
  readonly until: string | null
  readonly doneAt: Date
}

/** The erasure of a person's data, as far as it has come. */
export interface Erasure {
  readonly id: string
  readonly customerId: string
  readonly ground: ErasureGround
  readonly requestedAt: Date
  readonly completedAt: Date | null
  readonly waitingFor: readonly string[]
  readonly givenUpBy: readonly string[]
  readonly items: readonly ErasureItem[]
}

/** Who may ask for a person's erasure and see what came of it: those whose work it is, and he himself. */
export const mayErase = ({ role, customerId }: Principal, person: string): boolean =>
  ['developer', 'call-centre', 'compliance'].includes(role) || (role === 'customer' && customerId === person)
