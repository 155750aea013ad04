import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Running } from '../kit/command-process.ts'
import { runCommand } from '../kit/program.ts'

/** A data directory that is gone after the test, with the server that still runs on it. */
function dataDirectory(): string {
  const directory = mkdtempSync(join('/var/tmp', 'autograph-start-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

const start = (data: string, ...args: string[]): Running =>
  runCommand('start', ['--data', data, '--port', '0', ...args], { DATABASE_URL: undefined })

async function addressOf(program: Running): Promise<string> {
  const [, url = ''] = await program.saying(/Autograph answers at (\S+)\/graphql/)
  await program.saying(/Ctrl-C stops it/)
  return url
}

async function ask(url: string, query: string): Promise<any> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  return response.json()
}

test('the first start loads the demo data, prints a curl line that works, and a later one finds the data', async () => {
  const data = dataDirectory()
  const first = start(data)
  const url = await addressOf(first)
  expect(first.said()).toMatch(/Loading the demo data[\s\S]*100 %/)
  const curl = first
    .said()
    .split('\n')
    .filter(line => line.startsWith('curl'))
  expect(curl).toHaveLength(1)
  const story = JSON.parse(execFileSync('sh', ['-c', curl[0] ?? ''], { encoding: 'utf8' }))
  expect(story.errors).toBeUndefined()
  expect(story.data.vehicle.serviceOrders.nodes).toHaveLength(5)
  expect((await fetch(`${url}/health/ready`)).status).toBe(200)
  expect(await (await fetch(url)).text()).toContain('Autograph')
  const token = runCommand('token', ['--role', 'factory', '--curl', '--data', data, '--url', url])
  expect(await token.ended).toBe(0)
  const dealers = JSON.parse(execFileSync('sh', ['-c', token.said()], { encoding: 'utf8' })).data.dealers.nodes
  expect(dealers).toHaveLength(3)

  const beside = runCommand('access', ['verify', '--data', data], { DATABASE_URL: undefined })
  expect(await beside.ended).toBe(0)
  expect(beside.said()).toContain('records of access in')

  const second = start(data)
  expect(await second.ended).toBe(1)
  expect(second.said()).toContain(`${data} is in use by process ${first.pid}.`)

  first.signal('SIGINT')
  expect(await first.ended).toBe(0)
  const later = start(data)
  await addressOf(later)
  expect(later.said()).not.toContain('Loading')
  later.signal('SIGTERM')
  expect(await later.ended).toBe(0)
}, 120_000)

test('a process that is killed loses nothing that it acknowledged', async () => {
  const data = dataDirectory()
  const first = start(data, '--demo', 'no')
  const url = await addressOf(first)
  const register = `mutation { registerCustomer(input: { idempotencyKey: "k", source: "test", kind: PERSON, familyName: "王", givenName: "小明" }) {
    ... on RegisterCustomerSuccess { customer { id } } } }`
  const { data: answer } = await ask(url, register)
  first.signal('SIGKILL')
  await first.ended
  const again = start(data, '--demo', 'no')
  const { id } = answer.registerCustomer.customer
  expect(await ask(await addressOf(again), `{ customer(id: "${id}") { displayName } }`)).toEqual({
    data: { customer: { displayName: '王小明' } },
  })
  again.signal('SIGTERM')
  expect(await again.ended).toBe(0)
}, 60_000)

test('a port in use is refused before anything is made', async () => {
  const other = createServer()
  await new Promise<void>(listening => other.listen(0, '127.0.0.1', listening))
  onTestFinished(() => void other.close())
  const address = other.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const program = runCommand('start', ['--data', dataDirectory(), '--port', String(port)])
  expect(await program.ended).toBe(1)
  expect(program.said()).toBe(`Port ${port} on 127.0.0.1 is in use by another program. Choose another with --port.\n`)
})

test('a file of connections that can’t be read refuses the start by one line, and leaves nothing running', async () => {
  const settings = { DATABASE_URL: undefined, ERP_CONNECTIONS: '/nowhere.json' }
  const refused = runCommand('start', ['--data', dataDirectory(), '--port', '0', '--demo', 'no'], settings)
  expect(await refused.ended).toBe(1)
  expect(refused.said().trim()).toMatch(/^\/nowhere\.json can’t be used: ENOENT[^\n]*$/)
})
