import { z } from 'zod'
import { newId } from '#platform/id.ts'
import { captureLimit, readDocument } from './capture-document.ts'
import { saveJob } from './capture-job.ts'
import { flawAt } from './flaw.ts'
import { IngestProblem } from './problem.ts'
import type { Push, TakeRead } from './take-push.ts'
import { readJson } from './read-json.ts'
import { readSentEvents } from './read-sent-events.ts'
import { takeEvents } from './take-events.ts'

const behaviours = z.enum(['rollback', 'proceed'])

/** Reads an EPCIS document; its events are durable and derived, with their job, when they are taken. */
export function takeDocument({ headers, text, body, sender }: Push, path: string): TakeRead {
  const behaviour = behaviours.safeParse(headers['gs1-capture-error-behaviour'] ?? 'rollback')
  if (!behaviour.success)
    throw IngestProblem.invalid([{ pointer: '', detail: 'GS1-Capture-Error-Behaviour is rollback or proceed' }])
  const sent = eventsOf(readJson(text)).map((value, index) => ({ value, at: ['epcisBody', 'eventList', index] }))
  const read = readSentEvents(sent, text)
  const jobId = newId('capture')
  return async (tx, hand) => {
    const { taken, errors } = await takeEvents(
      tx,
      { sent, text, body, ...read },
      { captureId: jobId, jobId, sender, behaviour: behaviour.data, hand },
    )
    await saveJob(tx, { id: jobId, behaviour: behaviour.data, events: sent.length, captured: taken, errors })
    return { status: 202, location: `${path}/${jobId}`, body: null }
  }
}

function eventsOf(body: unknown): readonly unknown[] {
  const document = readDocument(body)
  switch (document.kind) {
    case 'events':
      return document.events
    case 'flaws':
      throw IngestProblem.invalid(document.flaws.map(flaw => flawAt([], flaw)))
    case 'tooMany':
      throw new IngestProblem('tooLarge', {
        detail: `The document has ${document.events} events; it can have ${captureLimit}.`,
      })
  }
}
