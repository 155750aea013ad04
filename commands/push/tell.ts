import { z } from 'zod'
import { read, type Destination } from './send.ts'

const flaws = z
  .array(z.object({ pointer: z.string(), detail: z.string(), keptApart: z.string().optional() }))
  .default([])
const job = z.object({ events: z.number(), captured: z.number(), errors: flaws })
const taken = z.object({ events: z.number(), taken: z.number(), repeated: z.number(), keptApart: flaws })
const problem = z.object({ title: z.string(), detail: z.string().optional(), errors: flaws })

/** What became of a push, in lines for a person. */
export interface Told {
  readonly refused: boolean
  readonly lines: readonly string[]
}

/** Tells what the graph answered; of a document it asks the job. */
export async function tell(to: Destination, name: string, response: Response): Promise<Told> {
  const { status } = response
  const location = response.headers.get('location')
  if (!response.ok) {
    const read = problem.safeParse(await bodyOf(response))
    if (!read.success) return { refused: true, lines: [`${name}: ${status}, refused`] }
    const { title, detail, errors } = read.data
    return {
      refused: true,
      lines: [`${name}: ${status}, refused. ${title} ${detail ?? ''}`.trim(), ...errors.map(lineOf)],
    }
  }
  if (status === 201) return { refused: false, lines: [`${name}: ${status}, taken as ${location}`] }
  if (location === null) {
    const { events, taken: fresh, repeated, keptApart } = taken.parse(await bodyOf(response))
    const line = `${name}: ${status}, ${fresh} of ${events} events taken, ${repeated} there before${keptCount(keptApart)}`
    return { refused: false, lines: [line, ...keptApart.map(lineOf)] }
  }
  const { events, captured, errors } = job.parse(await bodyOf(await read(to, location)))
  const line = `${name}: ${status}, ${captured} of ${events} events taken${keptCount(errors)}, ${location}`
  return { refused: false, lines: [line, ...errors.map(lineOf)] }
}

type Flaws = z.infer<typeof flaws>

const keptCount = (errors: Flaws): string => {
  const kept = new Set(errors.map(error => error.keptApart)).size
  return kept === 0 ? '' : `, ${kept} kept apart`
}

const lineOf = ({ pointer, detail, keptApart }: Flaws[number]): string =>
  `  ${pointer === '' ? 'the whole' : pointer} ${detail}${keptApart === undefined ? '' : ` (${keptApart})`}`

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return null
  }
}
