import { z } from 'zod'
import { flawsOf, type Flaw } from './flaw.ts'

/** Events of one document at the most. */
export const captureLimit = 500

const document = z.object({
  type: z.literal('EPCISDocument', 'must be EPCISDocument'),
  schemaVersion: z.string().regex(/^2\.0(\.\d+)?$/, 'must be 2.0'),
  creationDate: z.iso.datetime({ offset: true, error: 'must be a moment with its offset' }),
  epcisBody: z.object({ eventList: z.array(z.unknown()).min(1, 'must hold an event') }),
})

export type ReadDocument =
  | { readonly kind: 'events'; readonly events: readonly unknown[] }
  | { readonly kind: 'flaws'; readonly flaws: readonly Flaw[] }
  | { readonly kind: 'tooMany'; readonly events: number }

/** Reads the envelope of an EPCIS 2.0 document; its events are read one by one. */
export function readDocument(body: unknown): ReadDocument {
  const read = document.safeParse(body)
  if (!read.success) return { kind: 'flaws', flaws: flawsOf(read.error) }
  const events = read.data.epcisBody.eventList
  return events.length > captureLimit ? { kind: 'tooMany', events: events.length } : { kind: 'events', events }
}
