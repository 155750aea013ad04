import { runSystem } from '../../commands/run-system.ts'
import { statements } from '#platform/database.ts'
import { believe } from '#platform/identity/identify.ts'
import { answers } from './by-hand/answers.ts'
import { openPool, readerOf } from './by-hand/statement.ts'
import { graphCaller } from './caller.ts'
import type { Question } from './questions.ts'

/** Statements that one request sends to PostgreSQL. */
export interface StatementCounts {
  readonly byHand: number
  readonly graph: number
}

/** Counts, in this process, what each question costs; the delivery of events, which goes on besides, is left out. */
export async function countStatements(
  databaseUrl: string,
  questions: readonly Question[],
): Promise<ReadonlyMap<Question, StatementCounts>> {
  const system = await runSystem({ databaseUrl, port: 0, identity: { identify: believe } })
  const caller = graphCaller(system.url)
  let sent = 0
  const count = (message: unknown): void => {
    if (!JSON.stringify(message).includes('delivery')) sent++
  }
  const counts = new Map<Question, StatementCounts>()
  statements.subscribe(count)
  for (const question of questions) {
    sent = 0
    await caller.ask(question)
    counts.set(question, { byHand: await statementsByHand(databaseUrl, question), graph: sent })
  }
  statements.unsubscribe(count)
  await caller.close()
  await system.stop()
  return counts
}

async function statementsByHand(databaseUrl: string, { path, variables }: Question): Promise<number> {
  const pool = openPool(databaseUrl)
  const reader = readerOf(pool)
  let sent = 0
  await answers.get(path)?.(
    {
      rows(statement) {
        sent++
        return reader.rows(statement)
      },
    },
    JSON.stringify(variables),
  )
  await pool.end()
  return sent
}
