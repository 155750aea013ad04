import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '#platform/database.ts'
import { toFault } from '#platform/errors.ts'
import { log } from '#platform/log.ts'
import { keepMessage } from '../../kept-apart/keep-message.ts'
import type { Message } from './message.ts'
import { settleMessage, type Settled } from './settle-message.ts'

const firstPause = 100
const longestPause = 10_000
/** Failures that are not the storage's after which a message is kept apart, so that those behind it go on. */
const attempts = 3

/**
 * Takes a message however long the storage is away: the broker keeps those behind it meanwhile. Rejects only when the
 * signal ends it.
 */
export async function takeMessage(db: Database, message: Message, signal: AbortSignal): Promise<Settled> {
  let failures = 0
  for (let wait = firstPause; ; wait = Math.min(wait * 2, longestPause)) {
    signal.throwIfAborted()
    try {
      return await settleMessage(db, message)
    } catch (error) {
      const away = toFault(error).code === 'STORAGE_UNAVAILABLE'
      if (wait === firstPause || !away) log.error({ err: error, topic: message.topic }, 'a message waits to be taken')
      if (!away && ++failures === attempts) return keepUnexplained(db, message, error)
    }
    await pause(wait, undefined, { signal })
  }
}

async function keepUnexplained(db: Database, { body }: Message, error: unknown): Promise<Settled> {
  const { message } = toFault(error)
  const keptApart = await keepMessage(db, body, { sender: null, reasons: [{ pointer: '', message }] })
  return { forged: false, answer: { status: 500, title: message, keptApart } }
}
