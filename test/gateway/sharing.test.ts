import { parse } from 'graphql'
import { expect, test } from 'vitest'
import { createEngine } from '../../gateway/engine.ts'
import type { Source } from '../../gateway/execution/source.ts'
import { createOperations, type Operations } from '../../gateway/http/operations.ts'
import { sharedSource } from '../../gateway/sharing/shared-source.ts'
import { compose } from '../../gateway/supergraph/compose.ts'
import type { Principal } from '#platform/auth.ts'
import { aPrincipal, type As } from '../kit/principal.ts'

const typeDefs = parse('type Query { greeting(of: String): String } type Mutation { rename: String }')
const supergraph = compose([{ subgraph: { name: 'a', typeDefs: () => typeDefs }, url: 'http://a' }])

/** A subgraph that makes changes at once, answers reads when it is told to, and names whoever asked. */
function patient() {
  const waiting: (() => void)[] = []
  const asked: string[] = []
  const source: Pick<Source, 'ask'> = {
    async ask({ query, variables, reads }, { principal: { name } }) {
      asked.push(`${name} ${query} ${variables}`)
      if (!reads) return { data: { rename: 'done' } }
      await new Promise<void>(resolve => waiting.push(resolve))
      return { data: { greeting: `for ${name} ${variables}` } }
    },
  }
  return {
    source: { ...source, listen: () => Promise.reject(new Error('no events')), close: async () => {} },
    asked,
    /** Answers all that is asked, until these have what they wait for. */
    async answers<Value>(waited: readonly Promise<Value>[]): Promise<Value[]> {
      const timer = setInterval(() => {
        for (const answer of waiting.splice(0)) answer()
      }, 2)
      return Promise.all(waited).finally(() => clearInterval(timer))
    },
  }
}

const engine = createEngine(supergraph)
const query = 'query($of: String) { greeting(of: $of) }'

function operationsOver(source: Source, share: boolean): Operations {
  const subgraphs = (principal: Principal) => ({
    ask: (_: string, request: Parameters<Source['ask']>[0]) => source.ask(request, { principal }),
    listen: () => Promise.reject(new Error('no events')),
  })
  return createOperations(engine, ({ principal }) => subgraphs(principal), { share })
}

const ask = (operations: Operations, { as = 'ann', of = 'x', text = query } = {}) =>
  operations.answer(
    { text, operationName: null, variables: { of }, queriesOnly: false },
    { principal: aPrincipal({ name: as }) },
  )

for (const [what, operations] of [
  ['requests', (source: Source) => operationsOver(source, true)],
  ['fetches', (source: Source) => operationsOver(sharedSource(source, { what: 'all' }), false)],
] as const) {
  test(`equal ${what} of one person are asked once, those of others or with other variables for themselves`, async () => {
    const subgraph = patient()
    const shared = operations(subgraph.source)
    const equal = [ask(shared), ask(shared), ask(shared, { as: 'bob' }), ask(shared, { of: 'y' })]
    expect((await subgraph.answers(equal)).map(({ data }) => data)).toEqual([
      { greeting: 'for ann {"of":"x"}' },
      { greeting: 'for ann {"of":"x"}' },
      { greeting: 'for bob {"of":"x"}' },
      { greeting: 'for ann {"of":"y"}' },
    ])
    expect(subgraph.asked.length).toBe(3)
    await subgraph.answers([ask(shared)])
    expect(subgraph.asked.length).toBe(4)
  })

  test(`mutations are never shared, and no one joins ${what} that were begun before one was done`, async () => {
    const subgraph = patient()
    const shared = operations(subgraph.source)
    const before = ask(shared)
    const change = { text: 'mutation { rename }' }
    await Promise.all([ask(shared, change), ask(shared, change)])
    const [first, second] = await subgraph.answers([before, ask(shared)])
    expect(first).toEqual(second)
    expect(subgraph.asked.toSorted()).toEqual([
      'ann mutation{rename} {}',
      'ann mutation{rename} {}',
      'ann query($of:String){greeting(of: $of)} {"of":"x"}',
      'ann query($of:String){greeting(of: $of)} {"of":"x"}',
    ])
  })
}

test('who has one name and role, but another region or other scopes, joins nobody', async () => {
  const subgraph = patient()
  const source = sharedSource(subgraph.source, { what: 'all' })
  const read = (as: As) =>
    engine.answer({ text: query, operationName: null, variables: {} }, async (_, request) =>
      source.ask(request, { principal: aPrincipal({ name: 'ann', ...as }) }),
    )
  const different: As[] = [
    {},
    { role: 'factory' },
    { role: 'factory', scopes: ['read'] },
    { role: 'factory', scopes: ['read', 'write'] },
    { role: 'regional-manager', regionId: 'EAST' },
    { role: 'regional-manager', regionId: 'WEST' },
    { role: 'dealer-sales', dealerId: 'D001' },
    { role: 'dealer-sales', dealerId: 'D001', dealerGroupId: 'G1' },
    { role: 'customer', customerId: 'c-1' },
    { role: 'customer', customerId: 'c-1', fleetId: 'f-1' },
  ]
  await subgraph.answers([...different, ...different].map(read))
  expect(subgraph.asked).toHaveLength(different.length)
})

test('public reads of several people are one, those with anything else in them are not', async () => {
  const types = parse(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@composeDirective"])
      @link(url: "https://autograph.example/public/v0.1", import: ["@public"]) @composeDirective(name: "@public")
    directive @public on FIELD_DEFINITION
    type Query { greeting(of: String): String @public, other: String }`)
  const over = createEngine(compose([{ subgraph: { name: 'a', typeDefs: () => types }, url: 'http://a' }]))
  const subgraph = patient()
  const source = sharedSource(subgraph.source, { what: 'public' })
  const read = (name: string, text: string) =>
    over.answer({ text, operationName: null, variables: {} }, async (_, request) =>
      source.ask(request, { principal: aPrincipal({ name }) }),
    )
  const asked = [read('ann', '{ greeting }'), read('bob', '{ greeting }'), read('cid', '{ x: greeting }')]
  const answers = await subgraph.answers(asked)
  expect(answers.slice(0, 2).map(({ data }) => data)).toEqual([{ greeting: 'for ann {}' }, { greeting: 'for ann {}' }])
  expect(subgraph.asked).toHaveLength(2)
  await subgraph.answers([read('ann', '{ greeting other }'), read('bob', '{ greeting other }')])
  expect(subgraph.asked).toHaveLength(4)
})
