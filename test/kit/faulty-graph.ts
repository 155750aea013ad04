import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { httpSource, type HttpSourceOptions } from '../../gateway/execution/http-source.ts'
import { smallGraph, type Parts, type SmallGraph } from '../gateway/federation/small-graph.ts'
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts'
import { startTestGateway, type TestGateway } from './gateway.ts'
import { signCall } from './signed-source.ts'

export interface FaultyGraph extends TestGateway {
  /** The proxy before a subgraph. */
  proxy(name: string): FaultProxy
}

/** Small subgraphs on ports of their own with a fault proxy before each. */
export interface FaultySubgraphs {
  /** Names the proxies' addresses. */
  readonly supergraph: string
  /** The proxy before a subgraph. */
  proxy(name: string): FaultProxy
  stop(): Promise<void>
}

export async function startFaultySubgraphs(parts: Parts): Promise<FaultySubgraphs> {
  const names = Object.keys(parts)
  const graph = smallGraph(parts)
  const servers = new Map(await Promise.all(names.map(async name => [name, await serve(graph, name)] as const)))
  const proxy = (name: string): FaultProxy => {
    const found = servers.get(name)
    if (found === undefined) throw new Error(`no subgraph ${name}`)
    return found.proxy
  }
  return {
    supergraph: names.reduce(
      (text, name) => text.replace(`"http://${name}"`, `"${proxy(name).url}/graphql"`),
      graph.supergraph,
    ),
    proxy,
    async stop() {
      await Promise.all([...servers.values()].map(each => each.stop()))
    },
  }
}

/** Such subgraphs and a gateway before all of them. */
export async function startFaultyGraph(
  parts: Parts,
  options: Omit<HttpSourceOptions, 'name' | 'url' | 'sign'> = {},
): Promise<FaultyGraph> {
  const subgraphs = await startFaultySubgraphs(parts)
  const gateway = await startTestGateway(subgraphs.supergraph, member =>
    httpSource({ ...options, ...member, sign: signCall }),
  )
  return {
    ...gateway,
    proxy: name => subgraphs.proxy(name),
    async stop() {
      await subgraphs.stop()
      await gateway.stop()
    },
  }
}

async function serve(graph: SmallGraph, name: string) {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { query, variables = {} } = JSON.parse(await text(request))
    const answered = JSON.stringify(await graph.answer(name, { query, variables }))
    response.writeHead(200, { 'content-type': 'application/json' }).end(answered)
  }
  const server = createServer((request, response) => {
    void answer(request, response)
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const proxy = await startFaultProxy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return {
    proxy,
    async stop() {
      await proxy.stop()
      server.closeAllConnections()
      await new Promise(closed => server.close(closed))
    },
  }
}
