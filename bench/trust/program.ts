import { readFileSync } from 'node:fs'
import { processIdentity } from '../../commands/process-identity.ts'
import { supergraphFile } from '../../commands/graph.ts'
import { inProcessSource } from '../../gateway/execution/in-process-source.ts'
import type { Source } from '../../gateway/execution/source.ts'
import { startGateway } from '../../gateway/gateway.ts'
import type { Identify } from '#platform/identity/asker.ts'
import { principalShape } from '#platform/identity/principal-shape.ts'
import { runSubgraph } from '#platform/run-subgraph.ts'
import { serve } from '#platform/server.ts'
import { stopOnSignal } from '#platform/stop-on-signal.ts'
import { registry } from '../../subgraphs/registry.ts'
import { uncheckedSource } from './unchecked-source.ts'

// The graph in one process, with less than it checks: node program.ts PORT unrecorded|unchecked, with DATABASE_URL.
const [, , port, less] = process.argv
const databaseUrl = process.env['DATABASE_URL'] ?? ''
const developer = principalShape.parse({ name: 'bench', role: 'developer' })
const anybody: Identify = () => ({ principal: developer })

const sources = new Map(
  await Promise.all(
    registry.map(async ({ subgraph }): Promise<[string, Source]> => {
      if (less === 'unchecked') return [subgraph.name, await uncheckedSource(subgraph, databaseUrl)]
      // What a developer sees is not written down; the database knows who asks all the same.
      const running = await runSubgraph(subgraph, databaseUrl, { believed: () => developer })
      return [subgraph.name, inProcessSource(running)]
    }),
  ),
)
const gateway = await startGateway({
  supergraph: readFileSync(supergraphFile, 'utf8'),
  identify: less === 'unchecked' ? anybody : (await processIdentity(undefined)).identify,
  source({ name }) {
    const source = sources.get(name)
    if (source === undefined) throw new Error(`no subgraph ${name}`)
    return source
  },
})
const service = await serve({ port: Number(port), routes: app => gateway.addGraphQL(app) })
stopOnSignal(async () => {
  await service.stop()
  await gateway.stop()
})
