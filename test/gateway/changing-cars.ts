import { Feed } from '#platform/stream.ts'
import { startSmallGraph, type SmallGraph, type SmallPart } from './small-graph.ts'

/** A graph of two subgraphs: one tells of changes of cars, the other adds their plates. */
export interface ChangingCars extends SmallGraph {
  readonly socketUrl: string
  /** Lets a third subgraph join, which knows the cars' colours. */
  addColours(): Promise<void>
  /** Tells all subscribers of a change of a car. */
  tell(vin: string, status: string): void
  /** How many subscribe at the subgraph. */
  subscribers(): number
  /** Waits until so many subscribe. */
  subscribed(count: number): Promise<void>
}

export const changes = 'subscription { carChanged { status car { vin plate } } }'

export async function startChangingCars(options: { readonly heartbeat?: number } = {}): Promise<ChangingCars> {
  const feeds = new Set<Feed<object>>()
  const parts: Record<string, SmallPart> = {
    cars: {
      typeDefs: `
        type Query { car(vin: ID!): Car }
        type Subscription { carChanged: Change, forbidden: Change }
        type Change { car: Car status: String! }
        type Car @key(fields: "vin") { vin: ID! }`,
      resolvers: {
        Query: { car: (_: unknown, { vin }: { vin: string }) => ({ vin }) },
        Subscription: {
          carChanged: {
            subscribe() {
              const feed: Feed<object> = new Feed({ limit: 100, ended: () => feeds.delete(feed) })
              feeds.add(feed)
              return feed
            },
          },
          forbidden: {
            subscribe() {
              throw new Error('not for you')
            },
          },
        },
      },
    },
    plates: {
      typeDefs: 'type Car @key(fields: "vin") { vin: ID! plate: String }',
      resolvers: { Car: { plate: ({ vin }: { vin: string }) => (vin === 'bad' ? new Error('none') : `P-${vin}`) } },
    },
  }
  const graph = await startSmallGraph(parts, options)
  const colours = {
    typeDefs: 'type Car @key(fields: "vin") { vin: ID! colour: String }',
    resolvers: { Car: { colour: () => 'red' } },
  }
  return {
    ...graph,
    addColours: () => graph.exchange({ ...parts, colours }),
    socketUrl: graph.url.replace('http', 'ws'),
    tell(vin, status) {
      for (const feed of feeds) feed.push({ carChanged: { car: { vin }, status } })
    },
    subscribers: () => feeds.size,
    async subscribed(count) {
      while (feeds.size !== count) await new Promise(resolve => setTimeout(resolve, 5))
    },
  }
}
