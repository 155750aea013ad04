import { z } from 'zod'
import type { ChangePage } from '../connector.ts'
import { changedRows, row } from './tryton-rows.ts'
import type { TrytonSession } from './tryton-session.ts'

const move = row.extend({ product: z.number(), lot: z.number().nullable() })

export type Move = z.output<typeof move>

/** The stock moves that changed: stock is what they leave, and has no changes of its own. */
export const readMoves = (
  session: TrytonSession,
  domain: readonly unknown[],
  asked: { readonly after: string | null; readonly signal: AbortSignal },
): Promise<ChangePage<Move>> =>
  changedRows(session, { model: 'stock.move', domain, fields: ['product', 'lot'], shape: move }, asked)
