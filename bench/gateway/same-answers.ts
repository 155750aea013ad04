import { isDeepStrictEqual } from 'node:util'
import { openConnection, post } from './client.ts'
import { start, type Contestant, type Running } from './contestants.ts'
import type { Operation } from './operations.ts'

/** Asks all contestants everything that will be measured; throws unless their answers are deeply equal and whole. */
export async function demandSameAnswers(
  contestants: readonly Contestant[],
  operations: readonly Operation[],
): Promise<void> {
  const running = await Promise.all(contestants.map(contestant => start(contestant)))
  try {
    await compare(running, operations)
  } finally {
    await Promise.all(running.map(({ program }) => program.stop()))
  }
}

async function compare(running: readonly Running[], operations: readonly Operation[]): Promise<void> {
  const [first, ...others] = await Promise.all(
    running.map(async contestant => ({ contestant, connection: await openConnection(contestant.port) })),
  )
  if (first === undefined) return
  for (const operation of operations)
    for (const asked of operation.samples) {
      const request = post(asked)
      const expected = JSON.parse((await first.connection.ask(request)).body.toString())
      if (expected.errors !== undefined || expected.data == null)
        throw new Error(`${first.contestant.name} can't answer ${operation.name}: ${JSON.stringify(expected.errors)}`)
      for (const { contestant, connection } of others) {
        if (contestant.only?.includes(operation.name) === false) continue
        const { body } = await connection.ask(request)
        if (!isDeepStrictEqual(JSON.parse(body.toString()), expected))
          throw new Error(`${contestant.name} answers ${operation.name} otherwise: ${asked.query}\n${body.toString()}`)
      }
    }
  for (const { connection } of [first, ...others]) connection.close()
}
