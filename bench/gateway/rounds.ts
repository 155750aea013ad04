import { median } from '../measure.ts'
import { table } from '../table.ts'
import { start, type Contestant } from './contestants.ts'
import { load, type Figures, type LoadOptions } from './load.ts'
import type { Operation } from './operations.ts'

const head = ['operation', 'gateway', 'req/s', 'CPU ms', '× first', 'p50 ms', 'p99 ms', 'PSS MB', 'fetches']

export interface RoundsOptions extends LoadOptions {
  /** How often each contestant is started and measured for an operation. */
  readonly rounds: number
  /** The core that contestants run on, where cores can be chosen. */
  readonly core: number | undefined
}

/**
 * Measures all contestants in turn, several times, so that a drift of the machine meets all of them alike. Each
 * time is a process of its own: what V8 makes of a program differs by a fifth from one start of it to the next, and
 * memory is that of one operation.
 */
export async function rounds(
  contestants: readonly Contestant[],
  operations: readonly Operation[],
  { rounds: times, core, ...options }: RoundsOptions,
): Promise<string> {
  const taken = operations.map(operation => ({
    operation,
    able: contestants
      .filter(({ only }) => only?.includes(operation.name) !== false)
      .map(contestant => ({ contestant, figures: [] as Figures[] })),
  }))
  for (let round = 0; round < times; round++)
    for (const { operation, able } of taken)
      for (const { contestant, figures } of able) {
        const running = await start(contestant, core)
        try {
          figures.push(await load(running, operation, options))
        } finally {
          await running.program.stop()
        }
      }
  return table(head, taken.flatMap(rowsOf))
}

interface Taken {
  readonly operation: Operation
  readonly able: readonly { readonly contestant: Contestant; readonly figures: readonly Figures[] }[]
}

function rowsOf({ operation, able }: Taken): readonly (readonly string[])[] {
  let first: number | undefined
  return able.map(({ contestant, figures }) => {
    const middle = (read: (figures: Figures) => number): number => median(figures.map(read))
    const cpu = middle(one => one.cpu)
    first ??= cpu
    return [
      operation.name,
      contestant.name,
      middle(one => one.rate).toFixed(0),
      cpu.toFixed(3),
      (first / cpu).toFixed(1),
      middle(one => one.p50).toFixed(2),
      middle(one => one.p99).toFixed(2),
      middle(one => one.memory).toFixed(0),
      middle(one => one.fetches).toFixed(1),
    ]
  })
}
