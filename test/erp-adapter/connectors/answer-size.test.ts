import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { call } from '../../../subgraphs/erp-adapter/connectors/call.ts'

const mebibyte = 1024 * 1024
const part = Buffer.alloc(mebibyte, ' ')
let sent = 0
let left = false
/** Answers without end, as fast as it is read. */
const server = createServer((request, response) => {
  response.writeHead(Number(request.url?.slice(1)))
  response.on('close', () => (left = true))
  const more = (): void => {
    for (let free = true; free && !response.destroyed; sent += part.length) free = response.write(part)
  }
  response.on('drain', more)
  more()
})
let url: string
beforeAll(async () => {
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

test.for([
  [200, 'MALFORMED'],
  [503, 'AWAY'],
] as const)(
  'an answer of %s without end is left after what an answer may have: %s',
  { timeout: 60_000 },
  async ([status, code]) => {
    sent = 0
    left = false
    const asked = call(`${url}/${status}`, { method: 'GET' }, AbortSignal.timeout(50_000))
    await expect(asked).rejects.toMatchObject({ code })
    await expect.poll(() => left, { timeout: 10_000 }).toBe(true)
    // What is on the way in buffers comes on top.
    expect(sent).toBeLessThan(64 * mebibyte)
  },
)
