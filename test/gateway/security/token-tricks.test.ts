import { createHmac } from 'node:crypto'
import { exportSPKI, importJWK, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aKey, startIssuer, tokenOf, type IssuerServer } from './issuer-server.ts'
import { startTokenGateway, type TokenGateway } from './token-gateway.ts'

const [maker, partner, stranger] = await Promise.all([aKey('maker', 'RS256'), aKey('partner'), aKey('maker', 'RS256')])
const now = Math.floor(Date.now() / 1000)

let makers: IssuerServer
let partners: IssuerServer
let gateway: TokenGateway
beforeAll(async () => {
  makers = await startIssuer('https://login.maker.example/', maker)
  partners = await startIssuer('https://login.partner.example/', partner)
  gateway = await startTokenGateway(
    [
      { issuer: makers.issuer, jwksUri: makers.jwksUri, audience: ['autograph', 'autograph-cn'], prefix: 'maker:' },
      {
        issuer: partners.issuer,
        jwksUri: partners.jwksUri,
        audience: 'autograph',
        algorithms: ['ES256'],
        prefix: 'partner:',
        claims: { name: 'client_id', role: 'realm_access.roles', scopes: 'scope' },
        roles: { 'autograph-integrator': 'integrator', 'autograph-factory': 'factory' },
      },
    ],
    { cooldown: 50 },
  )
})
afterAll(async () => {
  await gateway.stop()
  await makers.stop()
  await partners.stop()
})

const iss = 'https://login.maker.example/'
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const claims = { iss, sub: 'ann', aud: 'autograph', exp: now + 300, autograph_role: 'compliance' }

/** A token of HS256 whose secret is the public key, which everybody has. */
async function withPublicKeyAsSecret(secret: (spki: string) => string): Promise<string> {
  const spki = await exportSPKI((await importJWK(maker.shown, 'RS256', { extractable: true })) as CryptoKey)
  const head = `${encoded({ alg: 'HS256', kid: 'maker', typ: 'JWT' })}.${encoded(claims)}`
  return `${head}.${createHmac('sha256', secret(spki)).update(head).digest('base64url')}`
}

test('the tokens of each issuer say who asks, in the words of that issuer', async () => {
  const dealer = { autograph_role: 'dealer-sales', autograph_dealer: 'D001', aud: ['x', 'autograph-cn'] }
  expect((await gateway.askWith(await tokenOf(maker, { iss, ...dealer }))).me).toEqual({
    name: 'maker:ann',
    role: 'dealer-sales',
    dealerId: 'D001',
    dealerGroupId: null,
    regionId: null,
    customerId: null,
    fleetId: null,
    reason: null,
    scopes: [],
  })
  const system = {
    iss: partners.issuer,
    client_id: 'line-7',
    realm_access: { roles: ['offline_access', 'autograph-factory'] },
    scope: 'profile capture:write',
  }
  expect((await gateway.askWith(await tokenOf(partner, system))).me).toMatchObject({
    name: 'partner:line-7',
    role: 'factory',
    scopes: ['profile', 'capture:write'],
  })
})

const tricks: readonly (readonly [string, () => Promise<string> | string])[] = [
  ['no signature: alg none', () => new UnsecuredJWT(claims).encode()],
  ['alg none with the key id', () => `${encoded({ alg: 'none', kid: 'maker' })}.${encoded(claims)}.`],
  ['alg nOnE', () => `${encoded({ alg: 'nOnE', kid: 'maker' })}.${encoded(claims)}.`],
  ['HS256 with the public key as its secret', () => withPublicKeyAsSecret(spki => spki)],
  ['HS256 with the public key without its last line break', () => withPublicKeyAsSecret(spki => spki.trim())],
  ['HS256 with nothing as its secret', () => withPublicKeyAsSecret(() => '')],
  ['another algorithm of the same key', () => tokenOf(maker, { iss }, { alg: 'RS512' }).catch(() => 'x.y.z')],
  ['a key of somebody else under the right id', () => tokenOf(stranger, { iss })],
  ['a key of somebody else in the header', () => tokenOf(stranger, { iss }, { jwk: stranger.shown })],
  ['an address of other keys in the header', () => tokenOf(stranger, { iss }, { jku: 'http://127.0.0.1:1/keys' })],
  [
    'an extension that must be understood',
    () => `${encoded({ alg: 'RS256', kid: 'maker', crit: ['exp'] })}.${encoded(claims)}.AAAA`,
  ],
  ['the key id of another issuer', () => tokenOf(partner, { iss })],
  ['the issuer of another key', () => tokenOf(maker, { iss: 'https://login.partner.example/' })],
  ['an issuer that is not ours', () => tokenOf(maker, { iss: 'https://login.elsewhere.example/' })],
  ['an issuer that only begins as ours', () => tokenOf(maker, { iss: `${iss}x` })],
  ['no issuer', () => tokenOf(maker, {})],
  ['a key id of nobody', () => tokenOf(maker, { iss }, { kid: 'nobody' })],
  ['no key id', () => tokenOf(maker, { iss }, { kid: undefined })],
  ['a key id that is a path', () => tokenOf(maker, { iss }, { kid: '../../etc/passwd' })],
  ['a prototype as key id', () => tokenOf(maker, { iss }, { kid: '__proto__' })],
  ['an audience that is not ours', () => tokenOf(maker, { iss, aud: 'account' })],
  ['no audience', () => tokenOf(maker, { iss, aud: undefined })],
  ['a token that has ended', () => tokenOf(maker, { iss, exp: now - 31 })],
  ['a token that begins later', () => tokenOf(maker, { iss, nbf: now + 120 })],
  ['a token without an end', () => tokenOf(maker, { iss, exp: undefined })],
  ['an end that is no number', () => tokenOf(maker, { iss, exp: 'never' as never })],
  ['another kind of token', () => tokenOf(maker, { iss }, { typ: 'logout+jwt' })],
  ['a signature that is cut off', async () => (await tokenOf(maker, { iss })).replace(/\.[^.]*$/, '.')],
  ['other claims under the same signature', async () => swapped(await tokenOf(maker, { iss }))],
  ['five parts, as of an encrypted token', async () => `${await tokenOf(maker, { iss })}.a.b`],
  ['a word', () => 'token'],
  ['dots', () => '..'],
  ['JSON that is no object', () => `${encoded(1)}.${encoded([])}.AAAA`],
  ['a list as header', () => `${encoded([])}.${encoded(claims)}.AAAA`],
  ['ten thousand characters', () => 'a'.repeat(10_000)],
]

const swapped = (token: string): string => {
  const [head, , signature] = token.split('.')
  return [head, encoded(claims), signature].join('.')
}

test.each(tricks)('%s: 401, and not a word of what is wrong', async (_, make) => {
  expect(await gateway.askWith(await make())).toEqual({
    status: 401,
    challenge: 'Bearer error="invalid_token"',
    me: undefined,
    errors: [{ message: 'The token is not valid.', extensions: { code: 'UNAUTHENTICATED' } }],
  })
})

test.each([
  ['a role that exists in development only', { autograph_role: 'developer' }],
  ['no role', { autograph_role: undefined }],
  ['a role that does not exist', { autograph_role: 'emperor' }],
  ['two roles', { autograph_role: ['factory', 'compliance'] }],
  ['a dealer’s desk and another role', { autograph_role: ['dealer-sales', 'compliance'], autograph_dealer: 'D001' }],
  ['a prototype as role', { autograph_role: '__proto__' }],
  ['a dealer’s role without a dealer', { autograph_role: 'dealer-sales' }],
  ['a dealer that is a list', { autograph_role: 'dealer-sales', autograph_dealer: ['D001', 'D002'] }],
  ['a region’s role without a region', { autograph_role: 'regional-manager' }],
  ['nobody’s name', { sub: undefined }],
])('who has a valid token with %s is known and may nothing', async (_, said) => {
  expect(await gateway.askWith(await tokenOf(maker, { iss, ...said }))).toMatchObject({
    status: 403,
    errors: [{ extensions: { code: 'FORBIDDEN' } }],
  })
})

test('who has both desks of a dealer works at both', async () => {
  const desks = { autograph_role: ['dealer-service', 'dealer-sales'], autograph_dealer: 'D001' }
  expect((await gateway.askWith(await tokenOf(maker, { iss, ...desks }))).me).toMatchObject({
    role: 'dealer',
    dealerId: 'D001',
  })
})

test('outside of development nobody is believed: not without a token, nor beside one', async () => {
  const said = { 'autograph-role': 'compliance', 'autograph-name': 'emperor', 'autograph-dealer': 'D002' }
  const nobody = {
    status: 401,
    challenge: 'Bearer',
    me: undefined,
    errors: [{ message: 'Send a token that says who you are.', extensions: { code: 'UNAUTHENTICATED' } }],
  }
  expect(await gateway.ask({})).toEqual(nobody)
  expect(await gateway.ask(said)).toEqual(nobody)
  expect(await gateway.ask({ authorization: 'Basic YTpi' })).toMatchObject({ status: 401, me: undefined })
  const token = await tokenOf(maker, { iss, autograph_role: 'dealer-sales', autograph_dealer: 'D001' })
  expect((await gateway.ask({ ...said, authorization: `bearer ${token}` })).me).toMatchObject({
    name: 'maker:ann',
    role: 'dealer-sales',
    dealerId: 'D001',
  })
})

test('clocks may differ by half a minute', async () => {
  expect((await gateway.askWith(await tokenOf(maker, { iss, exp: Math.floor(Date.now() / 1000) - 5 }))).status).toBe(
    200,
  )
  expect((await gateway.askWith(await tokenOf(maker, { iss, nbf: Math.floor(Date.now() / 1000) + 20 }))).status).toBe(
    200,
  )
})

test('each path to the graph wants the token: GET, persisted queries, parts and events', async () => {
  const token = await tokenOf(maker, { iss })
  const persisted = encodeURIComponent(JSON.stringify({ persistedQuery: { version: 1, sha256Hash: 'f'.repeat(64) } }))
  const paths = [`?query=${encodeURIComponent('{ me }')}`, `?extensions=${persisted}`]
  for (const accept of ['application/json', 'multipart/mixed', 'text/event-stream'])
    for (const path of paths) {
      const headers = { accept, 'apollo-require-preflight': 'yes' }
      expect((await fetch(gateway.url + path, { headers })).status).toBe(401)
      const known = await fetch(gateway.url + path, { headers: { ...headers, authorization: `Bearer ${token}` } })
      expect(known.status).not.toBe(401)
      await known.body?.cancel()
    }
})
