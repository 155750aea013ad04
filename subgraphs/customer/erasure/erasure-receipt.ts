import type { Seals } from '#platform/privacy/seal.ts'
import type { Erasure } from './erasure.ts'

/** The signed receipt of an erasure that is complete; null before. */
export const erasureReceipt = (erasure: Erasure, seals: Seals): Promise<string> | null =>
  erasure.completedAt === null ? null : seals.seal(erasure)
