import { createClient as createEventsClient } from 'graphql-sse'
import { createClient, type Client } from 'graphql-ws'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { aKey, startIssuer, tokenOf, type IssuerServer } from './issuer-server.ts'
import { startTokenGateway, type TokenGateway } from './token-gateway.ts'

const key = await aKey('one')
const iss = 'https://login.example/'

let issuer: IssuerServer
let gateway: TokenGateway
beforeAll(async () => {
  issuer = await startIssuer(iss, key)
  gateway = await startTokenGateway(
    [{ issuer: iss, jwksUri: issuer.jwksUri, audience: 'autograph', algorithms: ['ES256'] }],
    { leeway: 0, cooldown: 50 },
  )
})
afterAll(async () => {
  await gateway.stop()
  await issuer.stop()
})

const tick = { query: 'subscription { tick }' }
const token = (seconds: number): Promise<string> =>
  tokenOf(key, { iss, exp: Math.floor(Date.now() / 1000) + seconds, jti: `${Math.random()}` })

const socketWith = (connectionParams: Record<string, string>): Client =>
  createClient({
    url: gateway.url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams,
    // The connection stays when nothing is under way on it.
    lazyCloseTimeout: 10_000,
    retryAttempts: 0,
  })

test('a token that was taken is refused once it has ended', async () => {
  const short = await token(2)
  expect((await gateway.askWith(short)).status).toBe(200)
  await expect.poll(async () => (await gateway.askWith(short)).status, { timeout: 5000 }).toBe(401)
})

test('a subscription of server-sent events ends with its token, and says so', async () => {
  const client = createEventsClient({
    url: gateway.url,
    headers: { authorization: `Bearer ${await token(2)}` },
    retryAttempts: 0,
  })
  const { value } = await client.iterate(tick).next()
  expect(value).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
  await expect.poll(() => gateway.subscribers()).toBe(0)
})

test('a subscription over a WebSocket ends with its token, and nothing more is begun on the connection', async () => {
  const socket = socketWith({ authorization: `Bearer ${await token(2)}` })
  const me = await socket.iterate({ query: '{ me }' }).next()
  expect(me.value).toMatchObject({ data: { me: expect.stringContaining('call-centre') } })
  const refused = [{ extensions: { code: 'UNAUTHENTICATED' } }]
  await expect(socket.iterate(tick).next()).rejects.toMatchObject(refused)
  await expect.poll(() => gateway.subscribers()).toBe(0)
  await expect(socket.iterate({ query: '{ me }' }).next()).rejects.toMatchObject(refused)
  await socket.dispose()
})

test('a WebSocket without a token, with a wrong one, or with words about oneself is closed', async () => {
  const wrong = `Bearer ${(await token(60)).slice(0, -4)}AAAA`
  const all: Record<string, string>[] = [{}, { authorization: wrong }, { 'autograph-role': 'compliance' }]
  for (const said of all) {
    const socket = socketWith(said)
    await expect(socket.iterate(tick).next()).rejects.toMatchObject({ code: 4403 })
    await socket.dispose()
  }
  expect(gateway.subscribers()).toBe(0)
})
