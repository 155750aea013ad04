import { z } from 'zod'
import { flawAt, flawsOf } from './flaw.ts'
import { IngestProblem } from './problem.ts'
import type { Push } from './take-push.ts'
import { readJson } from './read-json.ts'

/** An event as it was sent, and where it stands in the body. */
interface SentEvent {
  readonly value: unknown
  /** A JSON pointer. */
  readonly at: string
}

/** What makes a CloudEvent the same as another, and the EPCIS events that it brings. */
export interface CloudEvent {
  readonly source: string
  readonly id: string
  readonly events: readonly SentEvent[]
}

const text = z
  .string('is missing')
  .min(1, 'must not be empty')
  .max(300, 'must have at most 300 characters')
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not hold control characters')

const attributes = z.object({
  specversion: z.literal('1.0', 'must be 1.0'),
  id: text,
  source: text.regex(/^\S*$/, 'must be a URI reference'),
  type: text,
  time: z.iso.datetime({ offset: true, error: 'must be a moment with its offset' }).optional(),
  datacontenttype: z
    .string()
    .regex(/^application\/(?:[\w.-]+\+)?json\b/i, 'must be a JSON media type')
    .optional(),
})
const withData = attributes.extend({ data: z.unknown() }).refine(event => event.data !== undefined, {
  path: ['data'],
  message: 'is missing: it must be an EPCIS event, or a list of them',
})

/** The media types of the structured and the batch mode. */
export const cloudEventTypes = {
  one: 'application/cloudevents+json',
  batch: 'application/cloudevents-batch+json',
} as const

/** Reads the CloudEvents of a push in any of the three modes; null when it has none. */
export function cloudEventsIn({ headers, text: body }: Push): readonly CloudEvent[] | null {
  const mediaType = headers['content-type']?.toString().split(';')[0]?.trim().toLowerCase()
  if (mediaType === cloudEventTypes.batch) {
    const batch = z.array(z.unknown(), 'must be a list').safeParse(readJson(body))
    if (!batch.success) throw IngestProblem.invalid(flawsOf(batch.error).map(flaw => flawAt('', flaw)))
    return readEach(batch.data.map((event, index) => [`/${index}`, event]))
  }
  if (mediaType === cloudEventTypes.one) return readEach([['', readJson(body)]])
  const binary = Object.entries(headers).filter(([name]) => name.startsWith('ce-'))
  if (binary.length === 0) return null
  const read = attributes.safeParse(Object.fromEntries(binary.map(([name, value]) => [name.slice(3), decoded(value)])))
  if (!read.success)
    throw IngestProblem.invalid(
      flawsOf(read.error).map(({ path, message }) => ({
        pointer: '',
        detail: `the header ce-${path.join('-')} ${message}`,
      })),
    )
  return [{ ...read.data, events: eventsOf(readJson(body), '') }]
}

/** All are read before one is refused, so that a sender sees every flaw of a batch. */
function readEach(given: readonly (readonly [at: string, event: unknown])[]): readonly CloudEvent[] {
  const read = given.map(([at, event]) => ({ at, result: withData.safeParse(event) }))
  const flaws = read.flatMap(({ at, result }) =>
    result.success ? [] : flawsOf(result.error).map(flaw => flawAt(at, flaw)),
  )
  if (flaws.length > 0) throw IngestProblem.invalid(flaws)
  return read.flatMap(({ at, result }) =>
    result.success ? [{ ...result.data, events: eventsOf(result.data.data, `${at}/data`) }] : [],
  )
}

function eventsOf(data: unknown, at: string): readonly SentEvent[] {
  return Array.isArray(data)
    ? data.map((value: unknown, index) => ({ value, at: `${at}/${index}` }))
    : [{ value: data, at }]
}

/** In a header everything but printable ASCII is percent-encoded. */
function decoded(value: string | readonly string[] | undefined): string {
  const text = String(value)
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
