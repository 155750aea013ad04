import { median } from '../measure.ts'
import { table } from '../table.ts'
import { start, type Contestant } from './contestants.ts'
import { load, type Figures, type LoadOptions } from './load.ts'
import type { Operation } from './operations.ts'

const head = ['operation', 'gateway', 'req/s', 'CPU ms', '× first', 'p50 ms', 'p99 ms', 'PSS MB', 'fetches']

export interface RoundsOptions extends LoadOptions {
  /** How often each contestant is started and measured. */
  readonly rounds: number
  /** The core that contestants run on, where cores can be chosen. */
  readonly core: number | undefined
}

/**
 * Measures all contestants in turn, several times, so that a drift of the machine meets all of them alike. Each time is
 * a process of its own: what V8 makes of a program differs by a fifth from one start of it to the next.
 */
export async function rounds(
  contestants: readonly Contestant[],
  operations: readonly Operation[],
  { rounds: times, core, ...options }: RoundsOptions,
): Promise<string> {
  const taken = operations.map(operation => ({
    operation,
    figures: new Map(
      contestants
        .filter(({ only }) => only?.includes(operation.name) !== false)
        .map(({ name }) => [name, [] as Figures[]]),
    ),
  }))
  for (let round = 0; round < times; round++)
    for (const contestant of contestants) {
      const running = await start(contestant, core)
      try {
        for (const { operation, figures } of taken)
          if (figures.has(contestant.name))
            figures.get(contestant.name)?.push(await load(running, operation, options))
      } finally {
        await running.program.stop()
      }
    }
  return table(head, taken.flatMap(rowsOf))
}

function rowsOf({ operation, figures }: { operation: Operation; figures: ReadonlyMap<string, readonly Figures[]> }) {
  let first: number | undefined
  return [...figures].map(([name, each]) => {
    const middle = (read: (figures: Figures) => number): number => median(each.map(read))
    const cpu = middle(one => one.cpu)
    first ??= cpu
    return [
      operation.name,
      name,
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
