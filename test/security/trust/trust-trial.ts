import { buildClientSchema, getIntrospectionQuery, type GraphQLSchema } from 'graphql'
import pg from 'pg'
import { inProcessSource } from '../../../gateway/execution/in-process-source.ts'
import { startGateway } from '../../../gateway/gateway.ts'
import { compose } from '../../../gateway/supergraph/compose.ts'
import { members } from '../../../commands/graph.ts'
import { randomFrom, type Random } from '../../../demo/world/random.ts'
import type { Principal } from '#platform/auth.ts'
import { headersOf } from '#platform/identity/development-headers.ts'
import { believe } from '#platform/identity/identify.ts'
import { runSubgraph, type RunningSubgraph } from '#platform/run-subgraph.ts'
import { serve } from '#platform/server.ts'
import { registry } from '../../../subgraphs/registry.ts'
import { aPrincipal } from '../../kit/principal.ts'
import { drawEntities, drawOperation, type Operation } from './draw-operation.ts'
import { canaries, papers, seedTwoDealers, type DealerLetter, type Known } from './two-dealers.ts'

export interface TrustOptions {
  /** A migrated database without rows. */
  readonly databaseUrl: string
  /** Operations of both dealers together. */
  readonly operations: number
  readonly seed?: number
}

/** What was found of one way to ask. */
export interface TrustFinding {
  readonly way: string
  readonly asked: number
  /** Answers with something of the dealer's own people in them: without these nothing would be shown. */
  readonly own: number
  readonly leaks: readonly Leak[]
}

/** Something of the other dealer's people or of the other desk's papers that came, with all that is needed to ask again. */
export interface Leak {
  readonly token: string
  readonly whose: string
  /** Who was told it: his role and dealer. */
  readonly asker: string
  readonly operation: Asked
  /** The answer around the token. */
  readonly answer: string
}

interface Asked {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

type Ask = (operation: Asked, principal: Principal) => Promise<string>

interface Way {
  readonly name: string
  /** Of all operations. */
  readonly share: number
  /** How often a drawn text is asked with other variables: drawing and planning cost more than answering. @default 40 */
  readonly repeats?: number
  readonly draw: (random: Random) => Operation
  readonly ask: Ask
}

/**
 * Two dealers, each at both desks in turn, ask whatever the graph has, by ids and texts of both, at once and with everything shared that can be: the
 * gateway's graph and the subgraphs' entities, with the program's own rules and without them.
 */
export async function tryTrust({ databaseUrl, operations, seed = 1 }: TrustOptions): Promise<TrustFinding[]> {
  const owner = new pg.Client({ connectionString: databaseUrl })
  await owner.connect()
  const known = await seedTwoDealers(owner)
  await owner.end()
  const findings: TrustFinding[] = []
  for (const filters of [true, false]) {
    const running = await Promise.all(
      registry.map(({ subgraph }) =>
        runSubgraph(subgraph, databaseUrl, filters ? {} : { believed: ({ name }) => aPrincipal({ name }) }),
      ),
    )
    const system = await startSystem(running)
    for (const way of [...gatewayWays(system, known), ...entityWays(running, known)]) {
      const named = { ...way, name: `${way.name}, the program’s rules ${filters ? 'on' : 'off'}` }
      findings.push(await tryWay(named, operations * way.share, randomFrom(seed, named.name)))
    }
    await system.stop()
    await Promise.all(running.map(subgraph => subgraph.stop()))
  }
  return findings
}

interface System {
  /** The graph as dealers are shown it. */
  readonly schema: GraphQLSchema
  readonly url: string
  stop(): Promise<void>
}

/** The gateway over subgraphs of this process, with equal requests shared. */
async function startSystem(running: readonly RunningSubgraph[]): Promise<System> {
  const supergraph = compose(members)
  const gateway = await startGateway({
    supergraph,
    share: 'requests',
    identify: believe,
    source: ({ name }) => inProcessSource(subgraphNamed(running, name)),
  })
  const service = await serve({ port: 0, routes: app => gateway.addGraphQL(app) })
  const url = `${service.url}/graphql`
  const introspection = await post(url)({ query: getIntrospectionQuery(), variables: {} }, asDealer('a', 0))
  return {
    schema: buildClientSchema(JSON.parse(introspection).data),
    url,
    async stop() {
      await service.stop()
      await gateway.stop()
    },
  }
}

function subgraphNamed(running: readonly RunningSubgraph[], name: string): RunningSubgraph {
  const subgraph = running.find(each => each.name === name)
  if (subgraph === undefined) throw new Error(`no subgraph ${name}`)
  return subgraph
}

// By their names, so that one is not given what came of the other's mutation with the same key.
const deskAt = (repeat: number) => (repeat % 2 === 0 ? 'sales' : 'service')
const asDealer = (dealer: DealerLetter, repeat: number): Principal =>
  aPrincipal({
    name: `seller-${dealer}`,
    role: `dealer-${deskAt(repeat)}`,
    dealerId: `dealer-${dealer}`,
  })

const post =
  (url: string): Ask =>
  async (operation, principal) => {
    const headers = { 'content-type': 'application/json', ...headersOf(principal) }
    return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(operation) })).text()
  }

function gatewayWays({ schema, url }: System, known: Known): Way[] {
  const ask = post(url)
  return [
    { name: 'queries', share: 0.25, ask, draw: random => drawOperation(schema, 'query', { random, known }) },
    // Most of what they are given changes nothing and tells nothing: many texts are tried.
    {
      name: 'mutations',
      share: 0.05,
      repeats: 8,
      ask,
      draw: random => drawOperation(schema, 'mutation', { random, known }),
    },
  ]
}

const entityWays = (running: readonly RunningSubgraph[], known: Known): Way[] =>
  registry.map(({ subgraph }) => {
    const schema = subgraph.schema()
    const asked = subgraphNamed(running, subgraph.name)
    return {
      name: `entities of ${subgraph.name}`,
      share: 0.04,
      ask: async (operation, principal) => JSON.stringify(await asked.execute(operation, principal)),
      draw: random => drawEntities(schema, { random, known }),
    }
  })

async function tryWay(
  { name, draw, ask, repeats = 40 }: Way,
  operations: number,
  random: Random,
): Promise<TrustFinding> {
  let asked = 0
  let own = 0
  const leaks: Leak[] = []
  while (asked < operations) {
    const { text, variables } = draw(random)
    for (let repeat = 0; repeat < repeats && asked < operations; repeat++) {
      const operation = { query: text, variables: variables() }
      // At the same time, so that what is shared between requests would show.
      const answers = await Promise.all(
        (['a', 'b'] as const).map(async dealer => ({
          dealer,
          answer: await ask(operation, asDealer(dealer, repeat)),
        })),
      )
      asked += answers.length
      for (const { dealer, answer } of answers) {
        own += Number(canaries(dealer).test(answer))
        leaks.push(...leaksIn(answer, { dealer, repeat, operation }))
      }
    }
  }
  return { way: name, asked, own, leaks }
}

interface Asking {
  readonly dealer: DealerLetter
  readonly repeat: number
  readonly operation: Asked
}

function leaksIn(answer: string, { dealer, repeat, operation }: Asking): Leak[] {
  const otherDealer = dealer === 'a' ? 'b' : 'a'
  const otherDesk = deskAt(repeat + 1)
  const said = JSON.stringify(operation)
  return [
    ...Array.from(answer.matchAll(canaries(otherDealer)), found => ({
      found,
      whose: `dealer-${otherDealer}’s people`,
    })),
    ...Array.from(answer.matchAll(papers[otherDesk]), found => ({ found, whose: `the ${otherDesk} desk’s papers` })),
  ]
    .map(({ found: { 0: token, index }, whose }) => ({
      token,
      whose,
      asker: `dealer-${deskAt(repeat)} of dealer-${dealer}`,
      operation,
      answer: answer.slice(Math.max(0, index - 300), index + 100),
    }))
    .filter(({ token }) => !said.includes(token)) // What the caller said himself may come back to him.
}
