import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { parse } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compose } from '../../gateway/supergraph/compose.ts'
import { runCommand } from '../kit/program.ts'

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])'
const books = parse(`${link}
  type Query { book(isbn: ID!): Book }
  type Book @key(fields: "isbn") { isbn: ID! title: String }`)
const ratings = parse(`${link}
  type Query { best: Book }
  type Book @key(fields: "isbn") { isbn: ID! stars: Int }`)

const servers: ApolloServer[] = []
let supergraph: string

beforeAll(async () => {
  const urls = await Promise.all([
    listen(
      buildSubgraphSchema([{ typeDefs: books, resolvers: { Query: { book: () => ({ isbn: '1', title: 'Faust' }) } } }]),
    ),
    listen(buildSubgraphSchema([{ typeDefs: ratings, resolvers: { Book: { stars: { resolve: () => 5 } } } }])),
  ])
  supergraph = join(mkdtempSync(join(tmpdir(), 'stranger-')), 'supergraph.graphql')
  const members = [books, ratings].map((typeDefs, index) => ({
    subgraph: { name: `part${index}`, typeDefs: () => typeDefs },
    url: urls[index] ?? '',
  }))
  writeFileSync(supergraph, compose(members))
})
afterAll(() => Promise.all(servers.map(server => server.stop())))

async function listen(schema: ReturnType<typeof buildSubgraphSchema>): Promise<string> {
  const server = new ApolloServer({ schema })
  servers.push(server)
  return (await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } })).url
}

test("the gateway serves a stranger's supergraph, tells its health and ends on SIGTERM", async () => {
  const gateway = runCommand('gateway', ['--supergraph', supergraph, '--port', '0'])
  const [, url] = await gateway.saying(/answers at (\S+)\/graphql/)
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ book(isbn: "1") { title stars } }' }),
  })
  expect(await response.json()).toEqual({ data: { book: { title: 'Faust', stars: 5 } } })
  expect((await fetch(`${url}/health/live`)).status).toBe(200)
  expect((await fetch(`${url}/health/ready`)).status).toBe(200)
  gateway.signal('SIGTERM')
  expect(await gateway.ended).toBe(0)
})

test.each([
  [['--supergraph', '/no/such/file'], /There is no file \/no\/such\/file/],
  [['--port', 'http'], /--port is "http"; it must be a whole number/],
  [['--colour', 'red'], /Unknown option '--colour'[\s\S]*Usage: npm run gateway/],
])('the gateway refuses %j with a sentence', async (args, sentence) => {
  const gateway = runCommand('gateway', args)
  expect(await gateway.ended).toBe(1)
  expect(gateway.said()).toMatch(sentence)
})

test('the gateway refuses a file that is no supergraph', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'stranger-')), 'plain.graphql')
  writeFileSync(file, 'type Query { a: Int }')
  const gateway = runCommand('gateway', ['--supergraph', file, '--port', '0'])
  expect(await gateway.ended).toBe(1)
  expect(gateway.said()).toMatch(/plain\.graphql is no supergraph/)
})
