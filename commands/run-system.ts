import { readFileSync } from 'node:fs'
import { inProcessSource } from '../gateway/execution/in-process-source.ts'
import { startGateway } from '../gateway/gateway.ts'
import { migrate } from '#platform/migrate.ts'
import { runSubgraph } from '#platform/run-subgraph.ts'
import { serve } from '#platform/server.ts'
import { registry } from '../subgraphs/registry.ts'
import { supergraphFile } from './graph.ts'

export interface SystemOptions {
  readonly databaseUrl: string
  readonly host?: string
  readonly port: number
}

export interface System {
  readonly url: string
  stop(): Promise<void>
}

/** Brings the tables of all subgraphs up to date. */
export const migrateAll = (databaseUrl: string): Promise<void> =>
  migrate(
    databaseUrl,
    registry.map(({ subgraph }) => subgraph.migrations),
  )

/** Runs the five subgraphs and the gateway in this process, over a migrated database. */
export async function runSystem({ databaseUrl, host, port }: SystemOptions): Promise<System> {
  const running = await Promise.all(registry.map(({ subgraph }) => runSubgraph(subgraph, databaseUrl)))
  const gateway = await startGateway({
    supergraph: readFileSync(supergraphFile, 'utf8'),
    source({ name }) {
      const subgraph = running.find(each => each.name === name)
      if (subgraph === undefined) throw new Error(`the supergraph names a subgraph that is not registered: ${name}`)
      return inProcessSource(subgraph)
    },
  })
  const service = await serve({
    ...(host === undefined ? {} : { host }),
    port,
    routes(app) {
      gateway.addGraphQL(app)
      for (const subgraph of running) subgraph.addRoutes(app)
    },
  })
  return {
    url: service.url,
    async stop() {
      await service.stop()
      await gateway.stop()
      await Promise.all(running.map(subgraph => subgraph.stop()))
    },
  }
}
