import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import { Feed } from '#platform/stream.ts'
import { startSmallGraph, type SmallPart } from '../test/gateway/small-graph.ts'
import { collectGarbage } from './collect-garbage.ts'
import { atMost, type Experiment } from './finding.ts'

/** 200 times another supergraph takes the place of the one that is live, under load of every kind: nothing fails. */
export const reload: Experiment = async size => {
  const swaps = Math.ceil(200 * size)
  const effects = new Set<string>()
  const feeds = new Set<Feed<object>>()
  const parts = (version: number): Record<string, SmallPart> => ({
    counter: {
      typeDefs: `type Query { count: Int version${version}: Int } type Mutation { add(id: ID!): ID }
        type Subscription { added: Count } type Count @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: { count: () => effects.size },
        Mutation: { add: (_: unknown, { id }: { readonly id: string }) => (effects.add(id), id) },
        Subscription: {
          added: {
            subscribe() {
              const feed: Feed<object> = new Feed({ ended: () => feeds.delete(feed) })
              feeds.add(feed)
              return feed
            },
          },
        },
      },
    },
    names: {
      typeDefs: 'type Count @key(fields: "id") { id: ID! name: String }',
      resolvers: { Count: { name: ({ id }: { readonly id: string }) => `number ${id}` } },
    },
  })
  const graph = await startSmallGraph(parts(0))
  const load = new AbortController()
  const failures: string[] = []
  let answered = 0
  let told = 0

  async function ask(query: string, expected: string): Promise<void> {
    const body = JSON.stringify({ query })
    const headers = { 'content-type': 'application/json' }
    const text = await fetch(graph.url, { method: 'POST', headers, body }).then(
      async response => response.text(),
      (error: unknown) => String(error),
    )
    if (text.includes(expected) && !text.includes('"errors"')) answered++
    else failures.push(text)
  }
  async function reader(): Promise<void> {
    while (!load.signal.aborted) await ask('{ count }', '"count":')
  }
  async function writer(name: number): Promise<void> {
    for (let time = 0; !load.signal.aborted; time++) {
      const id = `${name}-${time}`
      await ask(`mutation { add(id: "${id}") }`, id)
      if (!effects.has(id)) failures.push(`${id} was acknowledged and took no effect`)
      for (const feed of feeds) feed.push({ added: { id } })
    }
  }
  /** Subscribes again whenever it is told that all is over; an event must have what the other subgraph adds. */
  async function subscriber(): Promise<void> {
    const url = graph.url.replace('http', 'ws')
    const socket = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 })
    while (!load.signal.aborted) {
      const events = socket.iterate<{ added: { name: string } }>({ query: 'subscription { added { id name } }' })
      const stop = (): void => void events.return?.()
      load.signal.addEventListener('abort', stop, { once: true })
      try {
        for await (const { data } of events) {
          if (data?.added.name.startsWith('number ') === true) told++
          else failures.push('an event without its name')
        }
      } catch (error) {
        failures.push(JSON.stringify(error))
      }
      load.signal.removeEventListener('abort', stop)
    }
    await socket.dispose()
  }
  const callers = [...[1, 2, 3, 4].map(reader), ...[1, 2].map(writer), subscriber(), subscriber()]
  const held: number[] = []
  for (let swap = 1; swap <= swaps; swap++) {
    await graph.exchange(parts(swap % 7))
    if (swap % Math.ceil(swaps / 12) === 0) held.push(await heapAfterCollections(graph.asked))
  }
  load.abort()
  await Promise.all(callers)
  await graph.stop()
  const third = Math.floor(held.length / 3)
  const growth = Math.min(...held.slice(-third)) - Math.min(...held.slice(0, third))
  const first = failures[0] === undefined ? '' : `, the first: ${failures[0]}`
  return [
    atMost(`failures in ${answered} answers and ${told} events during ${swaps} exchanges${first}`, failures.length, 0),
    atMost('growth of the heap in MB, least of the last third over least of the first', growth, 10),
  ]
}

/** What is held, in MB; engines are freed by a collection after the one that finds them unused. */
async function heapAfterCollections(asked: string[]): Promise<number> {
  asked.length = 0
  for (let time = 0; time < 3; time++) {
    collectGarbage()
    await pause(50)
  }
  return process.memoryUsage().heapUsed / 1e6
}
