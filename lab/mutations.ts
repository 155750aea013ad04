import { startFaultyGraph } from '../test/kit/faulty-graph.ts'
import { atMost, type Experiment } from './finding.ts'
import { inParallel } from './in-parallel.ts'

/** A mutation isn't repeated by itself: 10,000 of them, each of which loses its connection somewhere. */
export const mutations: Experiment = async size => {
  const calls = Math.ceil(10_000 * size)
  const effects = new Map<string, number>()
  const sdl = 'type Query { count: Int } type Mutation { add(id: ID!): Int }'
  const add = (_: unknown, { id }: { readonly id: string }): number => {
    effects.set(id, (effects.get(id) ?? 0) + 1)
    return effects.size
  }
  const resolvers = { Query: { count: () => effects.size }, Mutation: { add } }
  const graph = await startFaultyGraph({ counter: { sdl, resolvers } }, { breaker: { failures: Infinity } })
  await graph.proxy('counter').trouble([{ reset: 0 }, { reset: 12 }, 'cut', 'cutChunk', 'status', 'none'])
  let answered = 0
  await inParallel([...Array(calls).keys()], 20, async call => {
    const { data } = await graph.ask('mutation ($id: ID!) { add(id: $id) }', { id: `${call}` })
    if (data?.add != null) answered++
  })
  await graph.stop()
  const took = [...effects.values()]
  return [
    atMost(
      `of ${calls} mutations, ${calls - answered} without an answer: took effect twice`,
      took.filter(times => times > 1).length,
      0,
    ),
    atMost('requests that reached the subgraph, for each mutation', graph.proxy('counter').requests() / calls, 1),
  ]
}
