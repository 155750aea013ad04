import { describeConnections } from '../../../subgraphs/erp-adapter/connectors/connection-store.ts'
import type { Connector } from '../../../subgraphs/erp-adapter/connectors/connector.ts'
import { synchronise, type SynchroniseOptions } from '../../../subgraphs/erp-adapter/connectors/synchronise.ts'
import type { TestGraph } from '../../kit/graph.ts'
import { openStore } from '../open-store.ts'

export interface Served {
  readonly name: string
  readonly kind: string
  readonly plants: readonly string[]
  readonly connector: Connector
}

/** Plants of a graph that ERPs serve, as the adapter's own process would keep them alike, only in shorter rounds. */
export interface ServedPlants {
  /** Serves plants from now on, instead of those that were served before. */
  serve(connections: readonly Served[], pace?: Partial<SynchroniseOptions>): Promise<void>
  stop(): Promise<void>
}

export function servePlants(graph: Pick<TestGraph, 'databaseUrl'>): ServedPlants {
  const db = openStore(graph)
  let running: (() => Promise<void>)[] = []
  const end = async (): Promise<void> => {
    await Promise.all(running.map(stop => stop()))
    running = []
  }
  return {
    async serve(connections, pace = {}) {
      await end()
      await describeConnections(db, connections)
      running = connections.map(({ name, connector }) =>
        synchronise(db, { name, connector, interval: 50, wholeInterval: 50, longestPause: 500, ...pace }),
      )
    },
    async stop() {
      await end()
      await db.close()
    },
  }
}
