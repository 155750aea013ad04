import { z } from 'zod'
import { config } from '#platform/config.ts'
import type { Database } from '#platform/database.ts'
import { keepMessage } from '../../kept-apart/keep-message.ts'
import type { Reason } from '../../kept-apart/kept-apart-event.ts'
import { IngestProblem, problemDetails } from '../problem.ts'
import { claimIn } from '../prove-sender.ts'
import { takeDocument } from '../take-document.ts'
import { takeEventPush } from '../take-event-push.ts'
import { takePush, type ReadPush } from '../take-push.ts'
import type { Message } from './message.ts'

/** What became of a message, once that is durable. */
export interface Settled {
  /** Whether it can't be told from a forged one, and left no trace. */
  readonly forged: boolean
  /** What its sender is told, if he waits for it. */
  readonly answer: Readonly<Record<string, unknown>>
}

const readers: ReadonlyMap<string, ReadPush> = new Map<string, ReadPush>([
  ['capture', push => takeDocument(push, '/ingest/capture')],
  ['events', push => takeEventPush(push, '/ingest/events')],
])

/** The last levels of the topics that are taken. */
export const kinds: readonly string[] = [...readers.keys()]

/** Takes a message, or keeps it apart as a whole; rejects when neither could be made durable. */
export async function settleMessage(db: Database, message: Message): Promise<Settled> {
  const read = readers.get(message.topic.split('/').at(-1) ?? '')
  if (read === undefined) throw new Error(`nothing is taken from the topic ${message.topic}`)
  let sender: string | null = null
  try {
    const claim = claimIn(message.headers, config.signedPushes)
    sender = claim?.sender ?? null
    const { status, location, body } = await takePush(db, { ...message, claim }, read)
    return { forged: false, answer: { status, ...(location === null ? {} : { location }), ...body } }
  } catch (error) {
    if (!(error instanceof IngestProblem)) throw error
    if (error.kind === 'unproven') return { forged: true, answer: problemDetails(error) }
    // What was taken before is no flaw: the broker or the sender said it twice.
    if (error.kind === 'there') return { forged: false, answer: problemDetails(error) }
    const keptApart = await keepMessage(db, message.body, { sender, reasons: reasonsOf(error) })
    return { forged: false, answer: { ...problemDetails(error), keptApart } }
  }
}

const told = z.object({
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  detail: z.string().optional(),
})

function reasonsOf({ message, extra }: IngestProblem): readonly Reason[] {
  const { errors, detail = message } = told.parse(extra)
  return errors?.map(error => ({ pointer: error.pointer, message: error.detail })) ?? [{ pointer: '', message: detail }]
}
