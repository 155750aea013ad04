import type { BareRows } from './bare.ts'
import type { SentDocument } from './line.ts'

/** The least that can be done with events: the id of each as the key, and its text. */
export const idsAndTexts = (senders: readonly (readonly SentDocument[])[]): BareRows => ({
  definition: 'event_id text primary key, source text not null',
  columns: [
    { name: 'event_id', type: 'text' },
    { name: 'source', type: 'text' },
  ],
  senders: senders.map(documents => documents.map(({ events }) => events.map(({ id, text }) => [id, text]))),
})
