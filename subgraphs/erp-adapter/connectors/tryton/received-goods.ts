import { z } from 'zod'
import { search } from './tryton-rows.ts'
import type { TrytonSession } from './tryton-session.ts'
import { quantity } from './tryton-values.ts'

const move = z.object({ id: z.number(), origin: z.string(), quantity })

interface Request {
  readonly id: number
  readonly quantity: string
  readonly purchase_line: number | null
}

/** How much has come of each request: what came for its line, which requests may share, the first one first. */
export async function receivedOf(
  session: TrytonSession,
  requests: readonly Request[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, number>> {
  const lines = requests.flatMap(each => each.purchase_line ?? [])
  if (lines.length === 0) return new Map()
  const moves = await search(
    session,
    {
      model: 'stock.move',
      domain: [
        ['origin.id', 'in', [...new Set(lines)], 'purchase.line'],
        ['state', '=', 'done'],
      ],
      fields: ['origin', 'quantity'],
      shape: move,
    },
    { signal },
  )
  const left = new Map<string, number>()
  for (const { origin, quantity } of moves) left.set(origin, (left.get(origin) ?? 0) + Number(quantity))
  return new Map(
    requests.map(each => {
      const line = `purchase.line,${each.purchase_line}`
      const taken = Math.min(Number(each.quantity), left.get(line) ?? 0)
      left.set(line, (left.get(line) ?? 0) - taken)
      return [each.id, taken]
    }),
  )
}
