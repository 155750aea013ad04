import { mkdtempSync, renameSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { supergraphOf } from '../gateway/federation/small-graph.ts'
import type { Running } from '../kit/command-process.ts'
import { runCommand } from '../kit/program.ts'

let gateway: Running | undefined
afterEach(async () => {
  gateway?.signal('SIGTERM')
  await gateway?.ended
})

const one = supergraphOf({ part: { sdl: 'type Query { one: Int }' } })
const two = supergraphOf({ part: { sdl: 'type Query { one: Int two: Int }' } })

async function serve(location: string): Promise<string> {
  gateway = runCommand('gateway', ['--supergraph', location, '--watch', '0.1', '--port', '0'])
  const [, url = ''] = await gateway.saying(/answers at (\S+)\/graphql/)
  return url
}

/** The fields of the root, as soon as there are so many. */
async function fieldsOf(url: string, count: number): Promise<readonly string[]> {
  for (;;) {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __schema { queryType { fields { name } } } }' }),
    })
    const { data } = (await response.json()) as any
    const found = data.__schema.queryType.fields.map(({ name }: { name: string }) => name)
    if (found.length === count) return found
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

/** Waits until a supergraph was refused; tells why. */
async function refusal(url: string): Promise<string> {
  for (;;) {
    const { refused } = (await (await fetch(`${url}/health/supergraph`)).json()) as any
    if (refused !== null) return refused.reason
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

test('a file that is replaced goes live; one that is no supergraph does not, and the next right one does', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'watched-')), 'supergraph.graphql')
  writeFileSync(file, one)
  const url = await serve(file)
  expect(await fieldsOf(url, 1)).toEqual(['one'])
  writeFileSync(file, 'type Query { broken')
  expect(await refusal(url)).toMatch(/Syntax Error|no supergraph|Expected|missing/i)
  expect(await fieldsOf(url, 1)).toEqual(['one'])
  writeFileSync(`${file}.new`, two)
  renameSync(`${file}.new`, file)
  expect(await fieldsOf(url, 2)).toEqual(['one', 'two'])
})

test('of a directory the last file by name is live', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'watched-'))
  writeFileSync(join(folder, '2026-01.graphql'), one)
  const url = await serve(folder)
  expect(await fieldsOf(url, 1)).toEqual(['one'])
  writeFileSync(join(folder, '2026-02.graphql'), two)
  expect(await fieldsOf(url, 2)).toEqual(['one', 'two'])
})

test('what a registry gives is live, and is not sent again while it is the same', async () => {
  let current = one
  const sent: number[] = []
  const registry = createServer((request, response) => {
    const etag = `"${current.length}"`
    const status = request.headers['if-none-match'] === etag ? 304 : 200
    sent.push(status)
    response.writeHead(status, { etag }).end(status === 200 ? current : undefined)
  })
  await new Promise<void>(listening => registry.listen(0, '127.0.0.1', listening))
  const url = await serve(`http://127.0.0.1:${(registry.address() as AddressInfo).port}/supergraph`)
  expect(await fieldsOf(url, 1)).toEqual(['one'])
  while (sent.length < 3) await new Promise(resolve => setTimeout(resolve, 20))
  current = two
  expect(await fieldsOf(url, 2)).toEqual(['one', 'two'])
  expect(sent.filter(status => status === 200)).toHaveLength(2)
  registry.closeAllConnections()
  registry.close()
})
