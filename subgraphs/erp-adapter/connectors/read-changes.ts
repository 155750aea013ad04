import pg from 'pg'
import type { Transaction } from '#platform/database.ts'
import { findMark, saveMark } from './connection-store.ts'
import { ConnectorFault } from './connector-fault.ts'
import type { ChangePage, Changes, Topic } from './connector.ts'
import { planLines } from './plan-lines.ts'
import type { Round } from './round.ts'
import { forgetUntold, saveTold } from './told-store.ts'

/**
 * Reads the changes of a topic to their end, each page with its mark in one transaction. Tells whether all there is was
 * read again, which is not done in each round.
 */
export async function readChanges(topic: Topic, round: Round): Promise<boolean> {
  const { db, name, connector } = round
  let mark = await findMark(db, name, topic)
  const again = mark !== null
  for (;;) {
    if (!(await round.goesOn())) return false
    const began = new Date()
    const page = await savable(topic, each => connector.changes(each, mark, round.deadline()))
    if (page.more && page.mark === mark)
      throw new ConnectorFault('MALFORMED', `It says that there are more ${topic}, and goes no further.`)
    await db.transaction(tx => savePage(tx, { name, topic, page, began })).catch(refuseWhatCannotBe)
    if (!page.more) return again && page.whole !== undefined
    ;({ mark } = page)
  }
}

interface Read {
  readonly name: string
  readonly topic: Topic
  readonly page: SavablePage
  readonly began: Date
}

async function savePage(tx: Transaction, { name, topic, page, began }: Read): Promise<void> {
  const { mark, more, whole } = page
  await page.save(tx, name)
  await saveMark(tx, { connection: name, topic, mark, more, began, whole: whole ?? null })
  if (more) return
  if (whole !== undefined) await forgetUntold(tx, name, topic)
  await planLines[topic]?.(tx, name)
}

/** A page of a topic, and how its rows are kept. */
interface SavablePage extends Omit<ChangePage<unknown>, 'rows'> {
  save(tx: Transaction, connection: string): Promise<void>
}

async function savable<Name extends Topic>(
  topic: Name,
  read: (topic: Name) => Promise<ChangePage<Changes[Name]>>,
): Promise<SavablePage> {
  const { rows, ...page } = await read(topic)
  return {
    ...page,
    async save(tx, connection) {
      if (rows.length > 0) await saveTold[topic](tx, connection, rows)
    },
  }
}

// SQLSTATE classes of values that a table does not take, such as a number that is too long.
const dataFaults = /^2[23]/

function refuseWhatCannotBe(error: unknown): never {
  if (error instanceof pg.DatabaseError && dataFaults.test(error.code ?? ''))
    throw new ConnectorFault('MALFORMED', `It told what can’t be kept: ${error.message}.`)
  throw error
}
