import { existsSync, readFileSync } from 'node:fs'
import { httpSource } from '../gateway/execution/http-source.ts'
import { startGateway } from '../gateway/gateway.ts'
import { shares, type Share } from '../gateway/sharing/share.ts'
import { readExamples } from '../portal/examples.ts'
import { addPortal } from '../portal/portal-routes.ts'
import { serve } from '#platform/server.ts'
import { stopOnSignal } from '#platform/stop-on-signal.ts'
import { StartRefused } from '#platform/start-refused.ts'
import { explainFile } from './explain-file.ts'
import { command, optionsOf, portOf } from './command.ts'
import { supergraphFile } from './graph.ts'

const usage =
  'npm run gateway -- [--supergraph FILE] [--host H] [--port N] [--share off|fetches|requests] [--explain FILE.graphql|-]'

/** Serves the gateway alone over any supergraph; the subgraphs' addresses are those in the file. */
await command(async () => {
  const { options } = optionsOf(
    { supergraph: supergraphFile, host: '127.0.0.1', port: '4000', share: 'off', explain: undefined },
    usage,
  )
  if (!existsSync(options.supergraph)) throw new StartRefused(`There is no file ${options.supergraph}.`)
  const port = portOf(options.port)
  const supergraph = readFileSync(options.supergraph, 'utf8')
  if (options.explain !== undefined) return explainFile(options.explain, supergraph)
  const gateway = await startGateway({ supergraph, source: httpSource, share: shareOf(options.share) }).catch(
    (error: unknown) => {
      throw new StartRefused(
        `${options.supergraph} is no supergraph: ${error instanceof Error ? error.message : String(error)}`,
      )
    },
  )
  const service = await serve({
    host: options.host,
    port,
    routes(app) {
      gateway.addGraphQL(app)
      const examples = options.supergraph === supergraphFile ? readExamples() : []
      addPortal(app, { examples, subgraphs: gateway.members.map(({ name }) => name) })
    },
  })
  console.log(`The gateway answers at ${service.url}/graphql`)
  stopOnSignal(async () => {
    await service.stop()
    await gateway.stop()
  })
})

function shareOf(text: string): Share {
  const share = shares.find(each => each === text)
  if (share === undefined) throw new StartRefused(`--share is "${text}"; it must be one of ${shares.join(', ')}.`)
  return share
}
