import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  providerKey,
  startIdentityProvider,
  type IdentityProvider,
  type ProviderShape,
} from '../../kit/identity-provider.ts'
import { startTokenGateway, type TokenGateway } from './token-gateway.ts'

const security = readFileSync(join(import.meta.dirname, '../../../docs/security.md'), 'utf8')
/** What docs/security.md says to set for a provider, with its address and tenant in place of those of the page. */
const documented = (heading: string, { url, tenant }: { url: string; tenant: string }): object => {
  const [, block = ''] = security.match(new RegExp(`### ${heading}[^]*?\`\`\`json\n([^]*?)\`\`\``)) ?? []
  const said = block
    .replaceAll(/https:\/\/(login\.maker\.example|login\.microsoftonline\.com)/g, url)
    .replaceAll('3f1c8a52-6f0d-4d3e-9a57-1c2b7e90aa01', tenant)
    .replaceAll('realms/staff', `realms/${tenant}`)
  return JSON.parse(said)
}

const application = '8b0c4f6e-25d1-4f0a-b0a3-7d5e1c9f2b10'
const people: Readonly<Record<string, { readonly role: string; readonly dealer?: string }>> = {
  'b3c1-ann': { role: 'dealer-sales', dealer: 'D001' },
  'b3c1-joe': { role: 'call-centre' },
  'b3c1-eve': { role: 'developer' },
  'plant-system': { role: 'factory' },
  partner: { role: 'integrator' },
}

/** As Keycloak 26 writes its access tokens, by its documentation. */
const keycloak = (realm: string): ProviderShape => ({
  issuer: `/realms/${realm}`,
  routes: {
    jwks: `/realms/${realm}/protocol/openid-connect/certs`,
    token: `/realms/${realm}/protocol/openid-connect/token`,
    authorization: `/realms/${realm}/protocol/openid-connect/auth`,
  },
  claims: (of, resource) => ({
    typ: 'Bearer',
    azp: 'portal',
    aud: [resource === 'api://autograph' ? 'autograph' : 'other', 'account'],
    acr: '1',
    realm_access: { roles: ['offline_access', `default-roles-${realm}`, people[of]?.role ?? ''] },
    resource_access: { account: { roles: ['view-profile'] } },
    preferred_username: of,
    ...(people[of]?.dealer === undefined ? {} : { autograph_dealer: people[of].dealer }),
  }),
})

/** As Entra ID writes its access tokens of version 2, by its documentation: a system's have no scp, but app roles. */
const entra = (tenant: string): ProviderShape => ({
  issuer: `/${tenant}/v2.0`,
  routes: {
    jwks: `/${tenant}/discovery/v2.0/keys`,
    token: `/${tenant}/oauth2/v2.0/token`,
    authorization: `/${tenant}/oauth2/v2.0/authorize`,
  },
  claims: of => ({
    ver: '2.0',
    tid: tenant,
    oid: of,
    azp: application,
    sub: `pairwise-${of}`,
    scope: undefined,
    ...(of.startsWith('b3c1') ? { scp: 'access_as_user' } : {}),
    roles: [people[of]?.role, ...(of === 'partner' ? ['vehicles'] : [])],
    ...(people[of]?.dealer === undefined ? {} : { 'extn.autograph_dealer': [people[of].dealer] }),
  }),
})

interface Tried {
  readonly heading: string
  readonly shape: (tenant: string) => ProviderShape
  readonly tenant: string
  /** How a system is granted scopes. */
  readonly partnerScopes: readonly string[]
}

const tried: readonly Tried[] = [
  { heading: 'Keycloak', shape: keycloak, tenant: 'staff', partnerScopes: ['vehicles'] },
  {
    heading: 'Microsoft Entra ID',
    shape: entra,
    tenant: 'd2a7c9e0-1b34-4f56-8a90-bcdef0123456',
    partnerScopes: ['integrator', 'vehicles'],
  },
]

describe.each(tried)('what is documented for $heading', ({ heading, shape, tenant, partnerScopes }) => {
  let provider: IdentityProvider
  let gateway: TokenGateway
  beforeEach(async () => {
    provider = await startIdentityProvider(shape(tenant), await providerKey())
    gateway = await startTokenGateway(documented(heading, { url: provider.url, tenant }) as object[], { cooldown: 50 })
  })
  afterEach(async () => {
    await gateway.stop()
    await provider.stop()
  })

  test('is what the provider tells of itself', async () => {
    const { issuer, jwks_uri: jwksUri } = await provider.discover()
    expect(documented(heading, { url: provider.url, tenant })).toMatchObject([{ issuer, jwksUri }])
  })

  test('takes a person who signs in, with his role and his dealer', async () => {
    const { access_token } = await provider.signIn('b3c1-ann')
    const { status, me } = await gateway.askWith(access_token)
    expect({ status, me }).toMatchObject({
      status: 200,
      me: { name: 'b3c1-ann', role: 'dealer-sales', dealerId: 'D001' },
    })
    expect((await gateway.askWith((await provider.signIn('b3c1-joe')).access_token)).me.role).toBe('call-centre')
  })

  test('takes systems by their clients, a partner with what he is granted', async () => {
    expect((await gateway.askWith(await provider.systemToken('plant-system'))).me.role).toBe('factory')
    const { me } = await gateway.askWith(await provider.systemToken('partner'))
    expect(me).toMatchObject({ role: 'integrator', scopes: partnerScopes })
  })

  test('refuses who has no role of ours, or one that is nobody’s to give', async () => {
    expect((await gateway.askWith((await provider.signIn('b3c1-eve')).access_token)).status).toBe(403)
    expect((await gateway.askWith((await provider.signIn('b3c1-nobody')).access_token)).status).toBe(403)
  })

  test('refuses a token for something else, and the one that tells a client who signed in', async () => {
    const { access_token } = await provider.signIn('b3c1-ann', 'api://other')
    expect((await gateway.askWith(access_token)).status).toBe(401)
    expect((await gateway.askWith((await provider.signIn('b3c1-ann')).id_token)).status).toBe(401)
  })

  test('refuses another realm or tenant, though it signs with the same key', async () => {
    const key = await providerKey()
    const own = await startIdentityProvider(shape(tenant), key)
    const another = shape('another')
    const claims: ProviderShape['claims'] = (...of) => ({ ...another.claims(...of), iss: own.url + another.issuer })
    const other = await startIdentityProvider({ ...another, claims }, key)
    const at = await startTokenGateway(documented(heading, { url: own.url, tenant }) as object[])
    expect((await at.askWith((await own.signIn('b3c1-ann')).access_token)).status).toBe(200)
    expect((await at.askWith((await other.signIn('b3c1-ann')).access_token)).status).toBe(401)
    await at.stop()
    await own.stop()
    await other.stop()
  })

  test('follows the change of keys, and the end of one', async () => {
    const before = await provider.systemToken('plant-system')
    expect((await gateway.askWith(before)).status).toBe(200)
    await provider.rotate()
    const after = await provider.systemToken('plant-system')
    expect((await gateway.askWith(after)).status).toBe(200)
    expect((await gateway.askWith(before)).status).toBe(200)
    await provider.rotate({ shown: false })
    expect((await gateway.askWith(await provider.systemToken('plant-system'))).status).toBe(200)
    expect((await gateway.askWith(before)).status).toBe(401)
    expect((await gateway.askWith(after)).status).toBe(401)
  })
})
