import type { Database } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { saveJob, type JobError } from './capture-job.ts'
import type { EventFlaw } from './judge-events.ts'
import { readEvent, type Flaw, type LogEvent } from './log-event.ts'
import { EventsRefused, recordEvents } from './record-events.ts'

export type CaptureResult =
  | { readonly kind: 'captured'; readonly jobId: string }
  | { readonly kind: 'refused'; readonly errors: readonly JobError[] }

/** Takes the events of one document: durable and derived, with its job, when this returns; or nothing is changed. */
export async function captureDocumentEvents(
  db: Database,
  sources: readonly unknown[],
  behaviour: 'rollback' | 'proceed',
): Promise<CaptureResult> {
  const { events, errors: unreadable } = readAll(sources)
  if (behaviour === 'rollback' && unreadable.length > 0) return { kind: 'refused', errors: unreadable }
  const jobId = newId('capture')
  try {
    await db.transaction(async tx => {
      const { taken, flaws } = await recordEvents(tx, events, { captureId: jobId, behaviour, keepRecordTime: false })
      const errors = [...unreadable, ...flaws.map(errorOf)]
      await saveJob(tx, { id: jobId, behaviour, events: sources.length, captured: taken, errors })
    })
    return { kind: 'captured', jobId }
  } catch (error) {
    if (error instanceof EventsRefused) return { kind: 'refused', errors: error.flaws.map(errorOf) }
    throw error
  }
}

interface ReadAll {
  readonly events: readonly (readonly [index: number, event: LogEvent])[]
  readonly errors: readonly JobError[]
}

function readAll(sources: readonly unknown[]): ReadAll {
  const events: [number, LogEvent][] = []
  const errors: JobError[] = []
  for (const [index, source] of sources.entries()) {
    const read = readEvent(source)
    if (read.kind === 'event') events.push([index, read.event])
    else errors.push(...read.flaws.map(flaw => flawAt(['epcisBody', 'eventList', index], flaw)))
  }
  return { events, errors }
}

const errorOf = ({ index, field, message }: EventFlaw): JobError =>
  flawAt(['epcisBody', 'eventList', index], { path: [field], message })

/** Says where a flaw is as a JSON pointer (RFC 6901) into the document. */
export function flawAt(base: readonly (string | number)[], { path, message }: Flaw): JobError {
  const steps = [...base, ...path].map(step => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`)
  return { pointer: steps.join(''), detail: message }
}
