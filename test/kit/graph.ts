import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { compose } from '../../gateway/supergraph/compose.ts'
import type { ExportLimit } from '#platform/access/export-guard.ts'
import { memoryExportGuard } from '#platform/access/memory-export-guard.ts'
import type { Principal } from '#platform/auth.ts'
import { config } from '#platform/config.ts'
import { statements } from '#platform/database.ts'
import { callHeader } from '#platform/identity/call-signature.ts'
import { callVerifier } from '#platform/identity/call-verifier.ts'
import { migrate } from '#platform/migrate.ts'
import { runSubgraph } from '#platform/run-subgraph.ts'
import { serve } from '#platform/server.ts'
import type { Subgraph } from '#platform/subgraph.ts'
import { registry } from '../../subgraphs/registry.ts'
import { createDatabase } from './database.ts'
import { startFaultProxy, type Trouble } from './fault-proxy.ts'
import { dataOf, startTestGateway, type Answer, type TestGateway, type Variables } from './gateway.ts'
import { aPrincipal, type As } from './principal.ts'
import { settledIn } from './settled.ts'
import { secrets, signCall } from './signed-source.ts'

export interface TestGraphOptions {
  /** Subgraphs that run beside ours, over tables that are made for them. */
  readonly extra?: readonly Subgraph[]
  /** The database that the graph's own is a copy of. @default one with empty tables */
  readonly template?: string
  /** Whether a proxy stands before each subgraph that can spoil its answers. @default false */
  readonly faults?: boolean
  /**
   * Whether the program's own rules know who asks. Off, everybody is a developer to them, and the database alone holds
   * the line. @default true
   */
  readonly filters?: boolean
  /** Who the program's own rules believe that somebody is whose rows and fields the rest gives him. @default himself */
  readonly believed?: (principal: Principal) => Principal
  /** How many people each caller may be shown. @default as EXPORT_LIMIT says */
  readonly exportLimit?: ExportLimit
}

/** The five subgraphs and the gateway on a database of their own, with real HTTP between them. */
export interface TestGraph extends TestGateway {
  /** The database of all subgraphs, for what a test does behind the graph, such as publishing an event. */
  readonly databaseUrl: string
  /** The composed graph, for a further gateway. */
  readonly supergraph: string
  /** Where the routes of a subgraph of its own are, such as ingest. */
  readonly subgraphUrl: (name: string) => string
  /** Asks a subgraph by itself, as the gateway would. */
  askSubgraph(name: string, query: string, variables?: Variables, as?: As): Promise<Answer<any>>
  /** Asks the gateway and gives back the data; any error fails the test. */
  data<Data = any>(...question: Parameters<TestGateway['ask']>): Promise<Data>
  /** Runs SQL over all schemas, to look behind the graph: `select … from sales.dealer`. */
  sql<Row extends object = any>(text: string, values?: readonly unknown[]): Promise<Row[]>
  /** Waits until every event that is due has reached every subgraph that reacts to it. */
  settled(): Promise<void>
  /** The statements that the subgraphs send while the work runs, as `schema: text`, once nothing else is going on. */
  statementsOf(work: () => Promise<unknown>): Promise<string[]>
  /** Stops a subgraph's server; the gateway can't reach it from then on. */
  stopSubgraph(name: string): Promise<void>
  /** Says what goes wrong between the gateway and a subgraph from now on; `faults` must be set. */
  fault(name: string, trouble: Trouble): Promise<void>
}

/** Starts a graph for one test file, or for one test: whoever starts it stops it. */
export async function startGraph({
  extra = [],
  template = 'template_autograph',
  faults = false,
  filters = true,
  believed = filters ? principal => principal : () => aPrincipal(),
  exportLimit = config.exportLimit,
}: TestGraphOptions = {}): Promise<TestGraph> {
  const databaseUrl = await createDatabase(inject('postgres'), {
    name: `test_${randomUUID()}`,
    from: template,
  })
  if (extra.length > 0)
    await migrate(
      databaseUrl,
      extra.map(subgraph => subgraph.migrations),
    )
  const exports = memoryExportGuard({ limit: exportLimit })
  const client = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  const parts = new Map(
    await Promise.all(
      [...registry.map(({ subgraph }) => subgraph), ...extra].map(async subgraph => {
        const running = await runSubgraph(subgraph, databaseUrl, { believed, exportLimit, exports })
        const service = await serve({
          port: 0,
          routes(app) {
            running.addGraphQL(app, callVerifier(secrets))
            running.addRoutes(app)
          },
        })
        const proxy = faults ? await startFaultProxy(service.url) : undefined
        const stop = async (): Promise<void> => {
          await proxy?.stop()
          await service.stop()
          await running.stop()
        }
        return [subgraph.name, { subgraph, url: service.url, proxy, stop }] as const
      }),
    ),
  )
  const members = [...parts.values()].map(({ subgraph, url, proxy }) => ({
    subgraph,
    url: `${proxy?.url ?? url}/graphql`,
  }))
  const supergraph = compose(members)
  const gateway = await startTestGateway(supergraph)

  const partNamed = (name: string) => {
    const part = parts.get(name)
    if (part === undefined) throw new Error(`no subgraph ${name} is running`)
    return part
  }

  const sql = async <Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
    (await client.query<Row>(text, [...values])).rows
  const settled = () => settledIn({ sql })

  return {
    databaseUrl,
    supergraph,
    url: gateway.url,
    subgraphUrl: name => partNamed(name).url,
    ask: gateway.ask,
    data: dataOf(gateway.ask),
    async askSubgraph(name, query, variables = {}, as = {}) {
      const body = JSON.stringify({ query, variables })
      const call = { to: name, method: 'POST', path: '/graphql', body }
      const response = await fetch(`${partNamed(name).url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', [callHeader]: signCall(call, aPrincipal(as)) },
        body,
      })
      return (await response.json()) as Answer<any>
    },
    sql,
    settled,
    async statementsOf(work) {
      await settled()
      const seen: string[] = []
      const note = (message: unknown): void => {
        const { schema, text } = message as { schema: string; text: string }
        seen.push(`${schema}: ${text.replaceAll(/\s+/g, ' ').trim()}`)
      }
      statements.subscribe(note)
      try {
        await work()
      } finally {
        statements.unsubscribe(note)
      }
      return seen.filter(text => !/platform\.delivery|autograph_delivery|skip locked|platform\.access_/.test(text))
    },
    async stopSubgraph(name) {
      await partNamed(name).stop()
      parts.delete(name)
    },
    async fault(name, trouble) {
      const { proxy } = partNamed(name)
      if (proxy === undefined) throw new Error('the graph was started without faults')
      await proxy.trouble(trouble)
    },
    async stop() {
      await gateway.stop()
      await Promise.all([...parts.values()].map(part => part.stop()))
      await client.end()
    },
  }
}
