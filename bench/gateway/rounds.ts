import { median } from '../measure.ts'
import { table } from '../table.ts'
import type { Running } from './contestants.ts'
import { load, type Figures, type LoadOptions } from './load.ts'
import type { Operation } from './operations.ts'

const head = ['operation', 'gateway', 'req/s', 'CPU ms', '× stock', 'p50 ms', 'p99 ms', 'RSS MB', 'fetches']

/** Measures all contestants in turn, several times, so that a drift of the machine meets all of them alike. */
export async function rounds(
  running: readonly Running[],
  operations: readonly Operation[],
  { rounds: times, ...options }: LoadOptions & { readonly rounds: number },
): Promise<string> {
  const rows: string[][] = []
  for (const operation of operations) {
    const able = running.filter(({ only }) => only?.includes(operation.name) !== false)
    const taken = new Map(able.map(contestant => [contestant, [] as Figures[]]))
    for (let round = 0; round < times; round++)
      for (const [contestant, figures] of taken) figures.push(await load(contestant, operation, options))
    let first: number | undefined
    for (const [{ name }, figures] of taken) {
      const middle = (read: (figures: Figures) => number): number => median(figures.map(read))
      const cpu = middle(figures => figures.cpu)
      first ??= cpu
      rows.push([
        operation.name,
        name,
        middle(figures => figures.rate).toFixed(0),
        cpu.toFixed(3),
        (first / cpu).toFixed(1),
        middle(figures => figures.p50).toFixed(2),
        middle(figures => figures.p99).toFixed(2),
        middle(figures => figures.memory).toFixed(0),
        middle(figures => figures.fetches).toFixed(1),
      ])
    }
  }
  return table(head, rows)
}
