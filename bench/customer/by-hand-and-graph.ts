import pg from 'pg'
import { principalShape } from '#platform/identity/principal-shape.ts'
import { runSubgraph } from '#platform/run-subgraph.ts'
import type { Subgraph } from '#platform/subgraph.ts'
import { measure, median } from '../measure.ts'

export type Call = () => Promise<unknown>

/** Asks a subgraph in this process without a gateway. */
export async function askedOf(subgraph: Subgraph, databaseUrl: string, said: object = { role: 'developer' }) {
  const caller = principalShape.parse({ name: 'bench', ...said })
  const running = await runSubgraph(subgraph, databaseUrl)
  return {
    async ask(query: string, variables: Record<string, unknown>): Promise<unknown> {
      const { data, errors } = await running.execute({ query, variables }, caller)
      if (errors !== undefined) throw new Error(errors.map(error => error.message).join('; '))
      return data
    },
    stop: () => running.stop(),
  }
}

/** Sends SQL whose statements are prepared once. */
export async function sqlOf(databaseUrl: string) {
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c search_path=customer,service' })
  await client.connect()
  return {
    rows: async (text: string, values: unknown[]): Promise<object[]> =>
      (await client.query<object>({ name: text.slice(0, 60), text, values })).rows,
    stop: () => client.end(),
  }
}

export interface Compared {
  readonly what: string
  readonly call: Call
}

/** Measures calls in turn; each line has p50 and p99 in ms and how many times the first one's p50 it takes. */
export async function compare(
  calls: readonly Compared[],
  { rounds, count }: { readonly rounds: number; readonly count: number },
): Promise<string[][]> {
  const taken = calls.map((): { p50: number; p99: number }[] => [])
  for (let round = 0; round < rounds; round += 1)
    for (const [place, { call }] of calls.entries())
      taken[place]?.push(await measure(call, { warmup: round === 0 ? count : 3, calls: count, concurrency: 1 }))
  return calls.map(({ what }, place) => {
    const own = taken[place] ?? []
    const times = own.map(({ p50 }, round) => p50 / (taken[0]?.[round]?.p50 ?? Number.NaN))
    const middle = (figure: 'p50' | 'p99'): string => median(own.map(each => each[figure])).toFixed(2)
    return [what, middle('p50'), `${median(times).toFixed(2)} x`, middle('p99')]
  })
}
