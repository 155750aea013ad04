import { randomUUID } from 'node:crypto'
import type { Database, Transaction } from '#platform/database.ts'
import { log } from '#platform/log.ts'
import { repeatedly } from '#platform/repeatedly.ts'
import { findMark, holdConnection, leaveConnection, noteState, saveMark } from './connection-store.ts'
import { ConnectorFault } from './connector-fault.ts'
import type { ChangePage, Changes, Connector, Topic } from './connector.ts'
import { beginHandOver, dueHandOvers, putOff, saveHandedOver } from './hand-over-store.ts'
import { saveTold } from './told-store.ts'

export interface SynchroniseOptions {
  /** The connection's name in the configuration. */
  readonly name: string
  readonly connector: Connector
  /** Pause between reads while the ERP answers, in milliseconds. @default 5000 */
  readonly interval?: number
  /** Longest pause while it is away, in milliseconds; it grows up to that from a second on. @default 60000 */
  readonly longestPause?: number
  /** Longest time for one call, in milliseconds; less than the minute for which a process holds a connection. @default 20000 */
  readonly deadline?: number
}

/** Orders that are handed over between two reads. */
const ordersAtOnce = 50

/**
 * Keeps an ERP and the graph alike: orders of ours go to it, what it changes comes back. One process at a time does so.
 * An ERP that is away is tried by one call after growing pauses, and said to be away once. Returns what ends it.
 */
export function synchronise(db: Database, options: SynchroniseOptions): () => Promise<void> {
  const { name, connector, interval = 5000, longestPause = 60_000 } = options
  const holder = randomUUID()
  let wait = interval
  const stop = repeatedly(
    async signal => {
      if (!(await holdConnection(db, name, holder))) return wait
      const fault = await round(db, { ...options, holder, signal })
      if (signal.aborted) return wait
      wait = fault === null ? interval : Math.min(Math.max(wait, 500) * 2, longestPause)
      if (await noteState(db, name, fault))
        log[fault === null ? 'info' : 'warn']({ connection: name, fault }, 'the ERP is there or away')
      return wait
    },
    error => {
      // The database is away: what was read is read again.
      log.error({ err: error, connection: name }, 'synchronising with an ERP was interrupted')
      return wait
    },
  )
  return async () => {
    await stop()
    await leaveConnection(db, name, holder).catch(() => {})
    await connector.close()
  }
}

interface Round extends SynchroniseOptions {
  readonly holder: string
  readonly signal: AbortSignal
}

/** Hands over what is due and reads what has changed; gives back why the ERP could not be talked to. */
async function round(db: Database, options: Round): Promise<ConnectorFault | null> {
  try {
    await handOver(db, options)
    for (const topic of options.connector.topics) await read(db, topic, options)
    return null
  } catch (error) {
    if (error instanceof ConnectorFault) return error
    throw error
  }
}

const deadlineOf = ({ signal, deadline = 20_000 }: Round): AbortSignal =>
  AbortSignal.any([signal, AbortSignal.timeout(deadline)])

async function handOver(db: Database, options: Round): Promise<void> {
  const { name, connector } = options
  await beginHandOver(db, name)
  for (const order of await dueHandOvers(db, name, ordersAtOnce)) {
    if (!(await goesOn(db, options))) return
    const { productionNumber } = order
    try {
      const erpNumber = await connector.placeOrder(order, deadlineOf(options))
      await saveHandedOver(db, { productionNumber, erpNumber })
    } catch (error) {
      if (!(error instanceof ConnectorFault) || error.ofTheErp) throw error
      await putOff(db, productionNumber, error.message)
    }
  }
}

/** Reads the changes of a topic to their end, each page with its mark in one transaction. */
async function read(db: Database, topic: Topic, options: Round): Promise<void> {
  const { name, connector } = options
  let mark = await findMark(db, name, topic)
  for (let more = true; more && (await goesOn(db, options));) {
    const began = new Date()
    const page = await savable(topic, each => connector.changes(each, mark, deadlineOf(options)))
    await db.transaction(async tx => {
      await page.save(tx, name)
      await saveMark(tx, { connection: name, topic, mark: page.mark, asOf: page.more ? null : began })
    })
    if (page.more && page.mark === mark)
      throw new ConnectorFault('MALFORMED', `It says that there are more ${topic}, and goes no further.`)
    ;({ mark, more } = page)
  }
}

/** A page of a topic, and how its rows are kept. */
async function savable<Name extends Topic>(
  topic: Name,
  read: (topic: Name) => Promise<ChangePage<Changes[Name]>>,
): Promise<{
  readonly mark: string
  readonly more: boolean
  save(tx: Transaction, connection: string): Promise<void>
}> {
  const { rows, ...page } = await read(topic)
  return {
    ...page,
    async save(tx, connection) {
      if (rows.length > 0) await saveTold[topic](tx, connection, rows)
    },
  }
}

async function goesOn(db: Database, { name, holder, signal }: Round): Promise<boolean> {
  return !signal.aborted && (await holdConnection(db, name, holder))
}
