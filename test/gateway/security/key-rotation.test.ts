import { afterEach, beforeEach, expect, test } from 'vitest'
import { inParallel } from '../../../lab/in-parallel.ts'
import { readIssuers } from '#platform/identity/issuer-settings.ts'
import { tokenVerifier } from '#platform/identity/token-verifier.ts'
import { trustedIssuer } from '#platform/identity/trusted-issuer.ts'
import { aKey, startIssuer, tokenOf, type IssuerKey, type IssuerServer } from './issuer-server.ts'
import { startTokenGateway, type TokenGateway } from './token-gateway.ts'

const keys = await Promise.all(['one', 'two', 'three', 'four', 'five'].map(kid => aKey(kid)))
const [one, two] = keys as [IssuerKey, IssuerKey]
const iss = 'https://login.example/'

let issuer: IssuerServer
let gateway: TokenGateway
beforeEach(async () => {
  issuer = await startIssuer(iss, one)
  gateway = await startTokenGateway(
    [{ issuer: iss, jwksUri: issuer.jwksUri, audience: 'autograph', algorithms: ['ES256'] }],
    { cooldown: 100 },
  )
})
afterEach(async () => {
  await gateway.stop()
  await issuer.stop()
})

/** A token that was never sent before. */
let made = 0
const fresh = (key: IssuerKey, header = {}): Promise<string> => tokenOf(key, { iss, jti: `${++made}` }, header)

test('keys are changed under load, and no token of a key that is shown is refused', async () => {
  const begun = performance.now()
  const statuses: number[] = []
  let current = one
  let previous = one
  const changes = (async () => {
    for (const [nth, key] of keys.entries()) {
      // A new key is shown and signed with in the same moment; those before it are shown on, for the tokens on their way.
      ;[previous, current] = [current, key]
      issuer.show(...keys.slice(0, nth + 1))
      await new Promise(resolve => setTimeout(resolve, 250))
    }
  })()
  await inParallel([...Array(1200).keys()], 30, async nth => {
    const token = await fresh(nth % 3 === 0 ? previous : current)
    statuses.push((await gateway.askWith(token)).status)
  })
  await changes
  expect(new Set(statuses)).toEqual(new Set([200]))
  expect(issuer.reads()).toBeLessThanOrEqual((performance.now() - begun) / 100 + 2)
})

test('ten thousand tokens of made-up keys cost the issuer a few reads, and those who are known wait for nothing', async () => {
  const [settings] = readIssuers(
    JSON.stringify([{ issuer: iss, jwksUri: issuer.jwksUri, audience: 'autograph', algorithms: ['ES256'] }]),
    { production: true },
  )
  const tokens = tokenVerifier(settings === undefined ? [] : [trustedIssuer(settings, { cooldown: 500 })])
  const known = await fresh(one)
  await tokens.verify(known)
  const before = issuer.reads()
  const [head = '', ...rest] = (await fresh(one)).split('.')
  const header = JSON.parse(Buffer.from(head, 'base64url').toString())
  const begun = performance.now()
  const refusals: unknown[] = []
  const others: unknown[] = []
  await inParallel([...Array(10_000).keys()], 1000, async nth => {
    const made = Buffer.from(JSON.stringify({ ...header, kid: `k${nth}` })).toString('base64url')
    await tokens.verify([made, ...rest].join('.')).catch(({ code }: { code: unknown }) => refusals.push(code))
    if (nth % 500 === 0) others.push(tokens.known(known)?.principal.name)
  })
  const cooldowns = (performance.now() - begun) / 500
  expect(new Set(refusals)).toEqual(new Set(['UNAUTHENTICATED']))
  expect(refusals).toHaveLength(10_000)
  expect(new Set(others)).toEqual(new Set(['ann']))
  expect(issuer.reads() - before).toBeLessThanOrEqual(cooldowns + 2)
}, 120_000)

test('a flood of made-up keys at once waits for few reads, and a new key among them is found', async () => {
  await gateway.askWith(await fresh(one))
  const [before, begun] = [issuer.reads(), performance.now()]
  issuer.show(one, two)
  const flood = Promise.all(
    Array.from({ length: 400 }, async (_, nth) => gateway.askWith(await fresh(one, { kid: `k${nth}` }))),
  )
  expect((await gateway.askWith(await fresh(two))).status).toBe(200)
  expect(new Set((await flood).map(({ status }) => status))).toEqual(new Set([401]))
  expect(issuer.reads() - before).toBeLessThanOrEqual((performance.now() - begun) / 100 + 2)
})

test('who waits for a read beyond a bound is told to come again, and not that his token is wrong', async () => {
  await gateway.stop()
  gateway = await startTokenGateway(
    [{ issuer: iss, jwksUri: issuer.jwksUri, audience: 'autograph', algorithms: ['ES256'] }],
    { cooldown: 500, waiting: 3 },
  )
  const known = await fresh(one)
  await gateway.askWith(known)
  const asked = await Promise.all(
    Array.from({ length: 20 }, async (_, nth) => gateway.askWith(await fresh(one, { kid: `k${nth}` }))),
  )
  expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([401, 503]))
  expect((await gateway.askWith(known)).status).toBe(200)
})

test.each([
  ['fails', 'gone', 500],
  ['answers no JSON', '<html>', 200],
  ['answers no keys', '{}', 200],
  ['shows a private key', '{"keys":[{"kty":"EC","kid":"two","d":"AA"}]}', 200],
  ['shows a secret', '{"keys":[{"kty":"oct","kid":"two","k":"AA"}]}', 200],
  ['sends without end', `{"keys":[],"more":"${'a'.repeat(300_000)}"}`, 200],
] as const)(
  'an issuer that %s takes away no key that is known; others wait until it is well',
  async (_, text, status) => {
    expect((await gateway.askWith(await fresh(one))).status).toBe(200)
    issuer.show(one, two)
    issuer.answer(text, status)
    expect((await gateway.askWith(await fresh(one))).status).toBe(200)
    const [reads, begun] = [issuer.reads(), performance.now()]
    const asked = await Promise.all(Array.from({ length: 20 }, async () => gateway.askWith(await fresh(two))))
    for (const answer of asked)
      expect(answer).toMatchObject({ status: 503, errors: [{ extensions: { code: 'ISSUER_UNAVAILABLE' } }] })
    expect(issuer.reads() - reads).toBeLessThanOrEqual((performance.now() - begun) / 100 + 2)
    issuer.answer(undefined)
    expect((await gateway.askWith(await fresh(two))).status).toBe(200)
  },
)

test('a key that the issuer has taken back ends its tokens, also those that were verified before', async () => {
  const old = await fresh(one)
  expect((await gateway.askWith(old)).status).toBe(200)
  issuer.show(two)
  expect((await gateway.askWith(await fresh(two))).status).toBe(200)
  expect((await gateway.askWith(old)).status).toBe(401)
})

test('keys are read again from time to time while they are used on; what cannot be read for long is trusted no longer', async () => {
  await gateway.stop()
  gateway = await startTokenGateway(
    [{ issuer: iss, jwksUri: issuer.jwksUri, audience: 'autograph', algorithms: ['ES256'] }],
    { cooldown: 20, fresh: 100, trusted: 1500 },
  )
  const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))
  expect((await gateway.askWith(await fresh(one))).status).toBe(200)
  await pause(150)
  expect((await gateway.askWith(await fresh(one))).status).toBe(200)
  await expect.poll(() => issuer.reads()).toBe(2)
  issuer.answer('gone', 500)
  await pause(200)
  expect((await gateway.askWith(await fresh(one))).status).toBe(200)
  await pause(1600)
  expect((await gateway.askWith(await fresh(one))).status).toBe(503)
})
