import { readFileSync } from 'node:fs'
import { inProcessSource } from '../gateway/execution/in-process-source.ts'
import { startGateway } from '../gateway/gateway.ts'
import { allOrNone } from '#platform/all-or-none.ts'
import { config } from '#platform/config.ts'
import { addDevelopmentIssuer } from '#platform/identity/development-routes.ts'
import { runSubgraph } from '#platform/run-subgraph.ts'
import { serve } from '#platform/server.ts'
import { readExamples } from '../portal/examples.ts'
import { addPortal } from '../portal/portal-routes.ts'
import { registry } from '../subgraphs/registry.ts'
import { demoSamples } from './demo-samples.ts'
import { supergraphFile } from './graph.ts'
import { processBuckets } from './process-buckets.ts'
import { processExportGuard } from './process-export-guard.ts'
import { processDocuments } from './process-documents.ts'
import type { ProcessIdentity } from './process-identity.ts'

export interface SystemOptions {
  readonly databaseUrl: string
  readonly host?: string
  readonly port: number
  readonly identity: ProcessIdentity
}

export interface System {
  readonly url: string
  stop(): Promise<void>
}

/** Runs the five subgraphs and the gateway in this process, over a migrated database. */
export async function runSystem({ databaseUrl, host, port, identity }: SystemOptions): Promise<System> {
  const exports = await processExportGuard()
  const running = await allOrNone(
    registry.map(({ subgraph }) => runSubgraph(subgraph, databaseUrl, { exports })),
    subgraph => subgraph.stop(),
  )
  const gateway = await startGateway({
    supergraph: readFileSync(supergraphFile, 'utf8'),
    identify: identity.identify,
    engine: { denial: config.authorisation, costLimit: config.costLimit },
    buckets: await processBuckets(),
    admission: { most: config.underWay },
    documents: processDocuments(),
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
      if (identity.issuer !== undefined) addDevelopmentIssuer(app, identity.issuer)
      addPortal(app, {
        examples: readExamples(),
        subgraphs: running.map(({ name }) => name),
        givesTokens: identity.issuer !== undefined,
        samples: demoSamples,
      })
      for (const subgraph of running) subgraph.addRoutes(app)
    },
  })
  return {
    url: service.url,
    async stop() {
      await service.stop()
      await gateway.stop()
      await Promise.all(running.map(subgraph => subgraph.stop()))
      await exports.stop()
    },
  }
}
