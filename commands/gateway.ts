import { httpSource } from '../gateway/execution/http-source.ts'
import { startGateway } from '../gateway/gateway.ts'
import { shares, type Share } from '../gateway/sharing/share.ts'
import { followSupergraph } from '../gateway/supergraph/follow-supergraph.ts'
import { readRecorded } from '../gateway/supergraph/recorded-operations.ts'
import { isRegistry, supergraphAt } from '../gateway/supergraph/supergraph-source.ts'
import { readExamples } from '../portal/examples.ts'
import { addPortal } from '../portal/portal-routes.ts'
import { config } from '#platform/config.ts'
import { callSigner } from '#platform/identity/call-signer.ts'
import { addDevelopmentIssuer } from '#platform/identity/development-routes.ts'
import { serve } from '#platform/server.ts'
import { stopOnSignal } from '#platform/stop-on-signal.ts'
import { StartRefused } from '#platform/start-refused.ts'
import { callSecrets } from './call-secrets.ts'
import { explainFile } from './explain-file.ts'
import { command, optionsOf, portOf } from './command.ts'
import { supergraphFile } from './graph.ts'
import { processBuckets } from './process-buckets.ts'
import { processDocuments } from './process-documents.ts'
import { processIdentity } from './process-identity.ts'

const usage =
  'npm run gateway -- [--supergraph FILE|DIR|URL] [--watch SECONDS|no] [--operations DIR] [--data DIR] [--host H] [--port N] [--share off|public|fetches|requests] [--explain FILE.graphql|- [--as ROLE]]'

/** Serves the gateway alone over any supergraph, and over those that take its place; the subgraphs' addresses are in it. */
await command(async () => {
  const { options } = optionsOf(
    {
      supergraph: supergraphFile,
      host: '127.0.0.1',
      port: '4000',
      share: 'public',
      explain: undefined,
      as: 'developer',
      watch: undefined,
      operations: undefined,
      data: undefined,
    },
    usage,
  )
  const port = portOf(options.port)
  const pause = pauseOf(options.watch ?? (isRegistry(options.supergraph) ? '10' : '1'))
  const read = supergraphAt(options.supergraph)
  const supergraph = (await read()) ?? ''
  if (options.explain !== undefined) return explainFile(options.explain, supergraph, options.as)
  const { identify, issuer } = await processIdentity(options.data)
  const sign = callSigner(await callSecrets(options.data))
  const gateway = await startGateway({
    supergraph,
    identify,
    source: member => httpSource({ ...member, sign }),
    share: shareOf(options.share),
    engine: { denial: config.authorisation, costLimit: config.costLimit },
    buckets: await processBuckets(),
    admission: { most: config.underWay },
    documents: processDocuments(),
    recorded: options.operations === undefined ? [] : readRecorded(options.operations),
  }).catch((error: unknown) => {
    throw new StartRefused(
      `${options.supergraph} is no supergraph: ${error instanceof Error ? error.message : String(error)}`,
    )
  })
  const followed =
    pause === undefined ? undefined : followSupergraph(read, { pause, take: async text => gateway.exchange(text) })
  const service = await serve({
    host: options.host,
    port,
    routes(app) {
      gateway.addGraphQL(app)
      if (followed !== undefined) app.get('/health/supergraph', () => followed.status())
      const examples = options.supergraph === supergraphFile ? readExamples() : []
      if (issuer !== undefined) addDevelopmentIssuer(app, issuer)
      const subgraphs = gateway.members.map(({ name }) => name)
      addPortal(app, { examples, subgraphs, givesTokens: issuer !== undefined })
    },
  })
  console.log(`The gateway answers at ${service.url}/graphql`)
  stopOnSignal(async () => {
    followed?.stop()
    await service.stop()
    await gateway.stop()
  })
})

/** The pause between two looks at the supergraph in milliseconds; undefined when nobody looks. */
function pauseOf(text: string): number | undefined {
  if (text === 'no') return undefined
  const seconds = Number(text)
  if (!(seconds >= 0.1 && seconds <= 3600))
    throw new StartRefused(`--watch is "${text}"; it must be seconds from 0.1 to 3600, or no.`)
  return seconds * 1000
}

function shareOf(text: string): Share {
  const share = shares.find(each => each === text)
  if (share === undefined) throw new StartRefused(`--share is "${text}"; it must be one of ${shares.join(', ')}.`)
  return share
}
