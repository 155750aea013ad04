import { callVerifier } from '#platform/identity/call-verifier.ts'
import { runSubgraph } from '#platform/run-subgraph.ts'
import { serve } from '#platform/server.ts'
import { stopOnSignal } from '#platform/stop-on-signal.ts'
import { StartRefused } from '#platform/start-refused.ts'
import { registry } from '../subgraphs/registry.ts'
import { callSecrets } from './call-secrets.ts'
import { command, optionsOf, portOf } from './command.ts'
import { processExportGuard } from './process-export-guard.ts'
import { openStore } from './store.ts'

const usage = 'npm run subgraph -- NAME [--port N] [--host H] [--data DIR]'

/** Serves one subgraph as a process of its own, on DATABASE_URL or on the PostgreSQL of a data directory. */
await command(async () => {
  const { options, args } = optionsOf({ port: undefined, host: '127.0.0.1', data: undefined }, usage)
  const entry = registry.find(({ subgraph }) => subgraph.name === args[0])
  if (entry === undefined) {
    const names = registry.map(({ subgraph }) => subgraph.name).join(', ')
    throw new StartRefused(
      `${args[0] === undefined ? 'Name a subgraph' : `There is no subgraph "${args[0]}"`}: ${names}.\nUsage: ${usage}`,
    )
  }
  const port = options.port === undefined ? entry.port : portOf(options.port)
  const verify = callVerifier(await callSecrets(options.data))
  const store = await openStore({ directory: options.data, shared: true })
  const exports = await processExportGuard()
  const running = await runSubgraph(entry.subgraph, store.url, { exports })
  const service = await serve({
    host: options.host,
    port,
    routes(app) {
      running.addGraphQL(app, verify)
      running.addRoutes(app)
    },
  })
  console.log(`The subgraph ${running.name} answers at ${service.url}/graphql`)
  stopOnSignal(async () => {
    await service.stop()
    await running.stop()
    await exports.stop()
    await store.close()
  })
})
