import { z } from 'zod'
import { newId } from '#platform/id.ts'
import type { Capture } from './capture.ts'
import { captureLimit, readDocument } from './capture-document.ts'
import { flawAt } from './flaw.ts'
import { IngestProblem } from './problem.ts'
import { readJson } from './read-json.ts'
import { mayEscape, readSentEvents, type SentBody } from './read-sent-events.ts'
import type { Push } from './take-push.ts'

const behaviours = z.enum(['rollback', 'proceed'])

/** Reads an EPCIS document; its events are durable and derived, with their job, when they are taken. */
export function takeDocument({ headers, text, body, sender }: Push, path: string): Capture {
  const behaviour = behaviours.safeParse(headers['gs1-capture-error-behaviour'] ?? 'rollback')
  if (!behaviour.success)
    throw IngestProblem.invalid([{ pointer: '', detail: 'GS1-Capture-Error-Behaviour is rollback or proceed' }])
  const sent = sentIn(text, body)
  const jobId = newId('capture')
  return {
    terms: { captureId: jobId, jobId, sender, behaviour: behaviour.data },
    bring: async () => sent,
    answer: () => ({ status: 202, location: `${path}/${jobId}`, body: null }),
  }
}

/** Where each event of a document stands. */
const places = Array.from({ length: captureLimit }, (_, index) => `/epcisBody/eventList/${index}`)

function sentIn(text: string, body: Uint8Array): SentBody {
  const events = eventsOf(readJson(text))
  return {
    body,
    size: events.length,
    placeOf: index => places[index] ?? '',
    sourceOf: () => null,
    ...readSentEvents(events, mayEscape(text)),
  }
}

function eventsOf(body: unknown): readonly unknown[] {
  const document = readDocument(body)
  switch (document.kind) {
    case 'events':
      return document.events
    case 'flaws':
      throw IngestProblem.invalid(document.flaws.map(flaw => flawAt('', flaw)))
    case 'tooMany':
      throw new IngestProblem('tooLarge', {
        detail: `The document has ${document.events} events; it can have ${captureLimit}.`,
      })
  }
}
