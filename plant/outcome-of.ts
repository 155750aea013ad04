import { z } from 'zod'
import { StartRefused } from '#platform/start-refused.ts'
import type { Outcome } from './delivery.ts'

const flaws = z.array(z.object({ pointer: z.string(), detail: z.string(), keptApart: z.string().optional() }))
const taken = z.object({ taken: z.number(), repeated: z.number(), keptApart: flaws })
const refused = z.object({
  title: z.string().default('refused'),
  detail: z.string().default(''),
  errors: flaws.default([]),
})

/** Reads what the graph says of a batch that it took. */
export function outcomeOf(answer: unknown, retries: number): Outcome {
  const { keptApart, ...counts } = taken.parse(answer)
  // An event may have several flaws.
  const reasons = new Map(keptApart.map(({ keptApart: id, detail }) => [id, detail]))
  return { ...counts, keptApart: [...reasons.values()], retries }
}

/** What a person reads of a batch that the graph will never take. */
export function refusal(status: number, answer: unknown): StartRefused {
  const { title, detail, errors } = refused.parse(answer)
  const first = errors.at(0)
  const where = first === undefined ? detail : `${first.pointer} ${first.detail}`
  return new StartRefused(`The graph refused what the plant sent, ${status}: ${title} ${where}`.trim())
}
