import { z } from 'zod'
import { shaped } from '../call.ts'
import type { ChangePage } from '../connector.ts'
import { markAfter, sweepAt, wholeOf, wholeSweepAt } from '../sweep.ts'
import { trytonMoment, moment } from './tryton-values.ts'
import type { TrytonSession } from './tryton-session.ts'

/** Records of a page. */
const pageSize = 200

export const row = z.object({ id: z.number(), create_date: moment.nullable(), write_date: moment.nullable() })

export interface Search<Shape extends z.ZodType> {
  readonly model: string
  /** Which records beside those that changed. */
  readonly domain?: readonly unknown[]
  readonly fields: readonly string[]
  readonly shape: Shape
}

interface Asked {
  readonly after: string | null
  /** What is read after the first time. @default change */
  readonly each?: 'change' | 'record'
  readonly signal: AbortSignal
}

/** Reads the records of a model that changed, or each time all, page by page in the order of their ids. */
export async function changedRows<Shape extends z.ZodType<{ id: number }>>(
  session: TrytonSession,
  { model, domain = [], fields, shape }: Search<Shape>,
  { after, each = 'change', signal }: Asked,
): Promise<ChangePage<z.output<Shape>>> {
  const sweep = (each === 'change' ? sweepAt : wholeSweepAt)(after, new Date())
  // A record that was never changed has no write_date.
  const changed =
    sweep.since === null
      ? []
      : [
          [
            'OR',
            ['write_date', '>=', trytonMoment(new Date(sweep.since))],
            ['create_date', '>=', trytonMoment(new Date(sweep.since))],
          ],
        ]
  const beyond = sweep.after === null ? [] : [['id', '>', Number(sweep.after)]]
  const found = await session.call(
    {
      method: `model.${model}.search_read`,
      args: [
        [...domain, ...changed, ...beyond],
        0,
        pageSize,
        [['id', 'ASC']],
        [...fields, 'create_date', 'write_date'],
      ],
    },
    signal,
  )
  const rows = shaped(z.array(shape), found)
  const more = rows.length === pageSize
  return { rows, mark: markAfter(sweep, more ? String(rows.at(-1)?.id) : null), more, ...wholeOf(sweep) }
}

/** Reads records by a domain, all at once. */
export async function search<Shape extends z.ZodType>(
  session: TrytonSession,
  { model, domain = [], fields, shape }: Search<Shape>,
  { context = {}, signal }: { readonly context?: object; readonly signal: AbortSignal },
): Promise<z.output<Shape>[]> {
  const found = await session.call(
    { method: `model.${model}.search_read`, args: [domain, 0, null, [['id', 'ASC']], fields], context },
    signal,
  )
  return shaped(z.array(shape), found)
}
