import type { PartKey } from './parts.ts'

/** Work that a workshop does in one visit, with the words that are written down for it. */
export interface Job {
  readonly code: string
  readonly kind: 'MAINTENANCE' | 'WEAR' | 'DEFECT' | 'ACCIDENT'
  readonly complaint: string
  readonly cause: string | null
  readonly operations: readonly (readonly [code: string, zh: string, hours: number])[]
  readonly parts: readonly (readonly [part: PartKey, quantity: number])[]
  readonly faultCode: string | null
  /** Of a hundred visits so many are for it. */
  readonly weight: number
  /** Cars it can be done on. */
  readonly powertrain?: 'COMBUSTION' | 'ELECTRIC'
}
