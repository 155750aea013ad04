import { extname } from 'node:path'
import { StartRefused } from '#platform/start-refused.ts'

/** One body as a plant would send it. */
export interface Parcel {
  /** What it is, for the line that tells what became of it. */
  readonly name: string
  readonly path: '/ingest/capture' | '/ingest/events'
  readonly mediaType: string
  readonly body: string
}

/** Events of one document that is made of a file with one event on each line. */
const eventsOfDocument = 500

/** What a file holds: a document, an event, CloudEvents, or one event on each line. */
export function parcelsOf(file: string, text: string): readonly Parcel[] {
  if (['.jsonl', '.ndjson'].includes(extname(file))) return documentsOf(file, text)
  const value = parsed(file, text)
  if (Array.isArray(value))
    return [{ name: file, path: '/ingest/events', mediaType: 'application/cloudevents-batch+json', body: text }]
  if (typeof value !== 'object' || value === null)
    throw new StartRefused(`${file} holds neither a document, nor an event, nor CloudEvents.`)
  if ('specversion' in value)
    return [{ name: file, path: '/ingest/events', mediaType: 'application/cloudevents+json', body: text }]
  const path = 'type' in value && value.type === 'EPCISDocument' ? '/ingest/capture' : '/ingest/events'
  return [{ name: file, path, mediaType: 'application/ld+json', body: text }]
}

function documentsOf(file: string, text: string): readonly Parcel[] {
  const lines = text.split('\n').map(line => line.trim())
  const events = lines.flatMap((line, index) => (line === '' ? [] : [{ line, number: index + 1 }]))
  for (const { line, number } of events) parsed(`${file}, line ${number},`, line)
  return Array.from({ length: Math.ceil(events.length / eventsOfDocument) }, (_, nth) => {
    const part = events.slice(nth * eventsOfDocument, (nth + 1) * eventsOfDocument)
    return {
      name: `${file} lines ${part.at(0)?.number} to ${part.at(-1)?.number}`,
      path: '/ingest/capture',
      mediaType: 'application/ld+json',
      body: documentAround(part.map(({ line }) => line)),
    }
  })
}

/** The events' texts stay as they are. */
function documentAround(events: readonly string[]): string {
  const context = [
    'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
    { autograph: 'https://autograph.example/epcis/' },
  ]
  const head = { '@context': context, type: 'EPCISDocument', schemaVersion: '2.0', creationDate: new Date() }
  return `${JSON.stringify(head).slice(0, -1)},"epcisBody":{"eventList":[\n${events.join(',\n')}\n]}}`
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new StartRefused(`${name} is no JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}
