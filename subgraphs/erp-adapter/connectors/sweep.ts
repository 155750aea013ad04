import { z } from 'zod'
import { shaped } from './call.ts'
import type { ChangePage } from './connector.ts'

/**
 * Reading by sweeps, for an ERP whose records tell when they changed last, but whose changes come in no order: each
 * sweep reads, by key, all that changed since a while before the sweep before it began. So what is committed late, or
 * while a sweep is under way, is found by the next one.
 */
export interface Sweep {
  /** Records that changed at this moment or later are read; null reads all. */
  readonly since: string | null
  /** When the sweep began. */
  readonly began: string
  /** The last key that was read; null at the beginning. */
  readonly after: string | null
}

/** How far back a sweep reads beyond the beginning of the one before it, in milliseconds: clocks differ, commits are late. */
const overlap = 120_000

const sweep = z.object({ since: z.string().nullable(), began: z.string(), after: z.string().nullable() })

/** The sweep that a mark stands in; without a mark, the first one. */
export function sweepAt(mark: string | null, now: Date): Sweep {
  if (mark === null) return { since: null, began: now.toISOString(), after: null }
  const at = shaped(sweep, JSON.parse(mark))
  return at.after === null ? { ...at, began: now.toISOString() } : at
}

/** The sweep that a mark stands in, for records that don't tell when they changed: each one reads all. */
export const wholeSweepAt = (mark: string | null, now: Date): Sweep => ({ ...sweepAt(mark, now), since: null })

/** Whether the pages of a sweep tell all that there is. */
export const wholeOf = ({ since, after }: Sweep): Pick<ChangePage<unknown>, 'whole'> =>
  since === null ? { whole: after === null ? 'first' : 'further' } : {}

/** The mark after a page: in the same sweep, or before the next one. */
export function markAfter(at: Sweep, last: string | null): string {
  if (last !== null) return JSON.stringify({ ...at, after: last })
  const since = new Date(Date.parse(at.began) - overlap).toISOString()
  return JSON.stringify({ since, began: at.began, after: null })
}
