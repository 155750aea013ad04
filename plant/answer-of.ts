import { z } from 'zod'
import type { Answer } from './delivery.ts'

const flaws = z.array(z.object({ pointer: z.string(), detail: z.string(), keptApart: z.string().optional() }))
const taken = z.object({ taken: z.number(), repeated: z.number(), keptApart: flaws })
const problem = z
  .object({ title: z.string().default(''), detail: z.string().default(''), errors: flaws.default([]) })
  .catch({ title: '', detail: '', errors: [] })

/** Reads what the graph answered to a batch; `after` is how long it asks to wait, in milliseconds. */
export function answerOf(status: number, body: unknown, after: number | null = null): Answer {
  if (status >= 200 && status < 300) return takenOf(status, body)
  const { title, detail, errors } = problem.parse(body)
  const first = errors.at(0)
  const why = [`${status}`, title, first === undefined ? detail : `${first.pointer} ${first.detail}`]
    .filter(text => text !== '')
    .join(' ')
  return isFinal(status) ? { kind: 'refused', why } : { kind: 'again', why, after }
}

function takenOf(status: number, body: unknown): Answer {
  const read = taken.safeParse(body)
  // A page of somebody between, or an answer that was cut.
  if (!read.success) return { kind: 'again', why: `${status} without a word of the events`, after: null }
  const { keptApart, ...counts } = read.data
  // An event may have several flaws.
  const reasons = new Map(keptApart.map(({ keptApart: id, detail }) => [id, detail]))
  return { kind: 'taken', ...counts, keptApart: [...reasons.values()] }
}

/** Whether the same batch would be refused again. */
const isFinal = (status: number): boolean => status >= 400 && status < 500 && status !== 408 && status !== 429
