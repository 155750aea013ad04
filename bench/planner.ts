import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { ApolloGateway } from '@apollo/gateway'
import { ApolloServer } from '@apollo/server'
import { operationFromDocument, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals'
import { QueryPlanner } from '@apollo/query-planner'
import { Kind, parse, print, visit } from 'graphql'
import { createPlanner } from '../gateway/planning/planner.ts'
import { federationCases } from '../test/gateway/federation/cases/federation-cases.ts'
import {
  engineOver,
  smallAnswer,
  smallGraph,
  type Question,
  type SmallAnswer,
  type SmallGraph,
} from '../test/gateway/federation/small-graph.ts'
import { table } from './table.ts'

const root = join(import.meta.dirname, '..')

type Answer = (question: Question) => Promise<SmallAnswer>

/** The stock gateway over small subgraphs. */
async function stockOver(graph: SmallGraph): Promise<{ readonly answer: Answer; stop(): Promise<void> }> {
  const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
  const gateway = new ApolloGateway({
    supergraphSdl: graph.supergraph,
    logger: silent,
    buildService: ({ name }) => ({
      process: async ({ request: { query = '', variables = {} } }) => graph.answer(name, { query, variables }),
    }),
  })
  const server = new ApolloServer({ gateway, logger: silent, stopOnTerminationSignals: false })
  await server.start()
  return {
    async answer({ text, variables = {} }) {
      const { body } = await server.executeOperation({ query: text, variables })
      return smallAnswer(body.kind === 'single' ? body.singleResult : {})
    },
    stop: () => server.stop(),
  }
}

/** How many questions of the small supergraphs are answered rightly: data and places of errors, or data alone. */
async function correctness(): Promise<string[][]> {
  const passed = { ours: 0, stock: 0, stockData: 0, all: 0 }
  const missed: string[] = []
  for (const { title, parts, asks } of federationCases) {
    const graph = smallGraph(parts)
    const stock = await stockOver(graph)
    const ours = engineOver(graph)
    for (const { text, variables = {}, data, errors = [] } of asks) {
      const expected = { data, errors }
      const failed = (): SmallAnswer => ({ data: undefined, errors: ['no answer'] })
      const mine = await ours.answer({ text, variables }).catch(failed)
      const theirs = await stock.answer({ text, variables }).catch(failed)
      passed.all++
      if (isDeepStrictEqual(mine, expected)) passed.ours++
      if (isDeepStrictEqual(theirs, expected)) passed.stock++
      if (isDeepStrictEqual(theirs.data, data)) passed.stockData++
      else missed.push(`${title}: ${text} → ${JSON.stringify(theirs)}`)
    }
    await stock.stop()
  }
  console.log(`Data that the stock gateway answers otherwise:\n${missed.map(each => `- ${each}`).join('\n')}\n`)
  return [
    ['ours', `${passed.ours} of ${passed.all}`, `${passed.ours} of ${passed.all}`],
    ['@apollo/gateway', `${passed.stock} of ${passed.all}`, `${passed.stockData} of ${passed.all}`],
  ]
}

/** Operations made of a story by leaving out fields, the same ones in every run. */
function variations(text: string, count: number): string[] {
  let seed = 1
  const draw = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  return Array.from({ length: count }, () => {
    const kept = visit(parse(text), {
      Field: node => (node.selectionSet === undefined && draw() < 0.4 ? null : undefined),
      SelectionSet: {
        leave: node =>
          node.selections.length > 0
            ? undefined
            : { ...node, selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }] },
      },
    })
    return print(kept)
  })
}

type Plan = (text: string) => Promise<unknown>

/** Times of plans of operations that were never seen, in milliseconds, and the longest hold of the event loop. */
async function times(plan: Plan, operations: readonly string[]): Promise<string[]> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const taken: number[] = []
  for (const operation of operations) {
    await new Promise(resolve => setTimeout(resolve, 3))
    const started = performance.now()
    await plan(operation)
    taken.push(performance.now() - started)
  }
  await new Promise(resolve => setTimeout(resolve, 5))
  delay.disable()
  const sorted = taken.toSorted((a, b) => a - b)
  const rank = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1)
  return [rank(0.5), rank(0.99), (delay.max / 1e6).toFixed(1)]
}

async function planning(): Promise<string[][]> {
  const supergraph = readFileSync(join(root, 'gateway/supergraph.graphql'), 'utf8')
  const story = readFileSync(join(root, 'examples/queries/car-story.graphql'), 'utf8')
  const customer = readFileSync(join(root, 'examples/queries/customer-360.graphql'), 'utf8')
  const generated = [...variations(story, 100), ...variations(customer, 100)]
  const ours = createPlanner(supergraph)
  const built = Supergraph.build(supergraph, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES })
  const schema = built.apiSchema()
  const stock = new QueryPlanner(built)
  const planners: Readonly<Record<string, Plan>> = {
    ours: text => ours.plan({ text, operationName: null, override: { key: '', labels: new Set(), percentage: 0 } }),
    '@apollo/query-planner': async text => stock.buildQueryPlan(operationFromDocument(schema, parse(text))),
  }
  const rows: string[][] = []
  for (const [name, plan] of Object.entries(planners)) {
    await plan('{ __typename }')
    rows.push([name, 'car story', ...(await times(plan, [story]))])
    rows.push([name, 'customer 360', ...(await times(plan, [customer]))])
    rows.push([name, '200 generated', ...(await times(plan, generated))])
  }
  return rows
}

console.log(table(['gateway', 'data and errors', 'data'], await correctness()))
console.log()
console.log(table(['planner', 'operations', 'p50 ms', 'p99 ms', 'longest hold ms'], await planning()))
