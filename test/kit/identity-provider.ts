import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { Provider, type OidcContext, type Token } from 'oidc-provider'

/** How an identity provider names its places, and what its access tokens say. */
export interface ProviderShape {
  /** The path of the issuer, such as `/realms/staff`. */
  readonly issuer: string
  readonly routes: { readonly jwks: string; readonly token: string; readonly authorization: string }
  /** What its tokens say beside what OAuth wants; `of` is a person or a system's client, `resource` whom they are for. */
  readonly claims: (of: string, resource: string) => object
}

export interface IdentityProvider {
  /** Where it runs, without a path. */
  readonly url: string
  /** What it tells of itself. */
  discover(): Promise<Readonly<Record<string, string>>>
  /** The tokens of a person who signs in, by an authorisation code with PKCE. */
  signIn(person: string, resource?: string): Promise<{ readonly access_token: string; readonly id_token: string }>
  /** The access token of a system, by its client's credentials. */
  systemToken(client: string, options?: { readonly resource?: string; readonly scope?: string }): Promise<string>
  /** Signs with a new key from now on; of those before it shows the last on, or none. */
  rotate(options?: { readonly shown: boolean }): Promise<void>
  stop(): Promise<void>
}

/** The resource that clients ask for when they mean the graph. */
const graph = 'api://autograph'
const redirect = 'http://127.0.0.1/signed-in'
const secret = 'a-secret-of-tests'
const scopes = 'vehicles production people service marketing'

/** A key to sign with, as an identity provider keeps it. */
export async function providerKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return { ...(await exportJWK(privateKey)), kid: randomBytes(8).toString('hex'), alg: 'RS256', use: 'sig' }
}

/** Starts `oidc-provider`, an OpenID certified provider, with the places and the tokens of another one. */
export async function startIdentityProvider(shape: ProviderShape, first: JWK): Promise<IdentityProvider> {
  let keys = [first]
  let provider: Provider | undefined
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const issuer = url + shape.issuer

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const discovery = '/.well-known/openid-configuration'
    if (request.url === shape.issuer + discovery) request.url = discovery
    // The page on which a person would sign in: here his name is enough.
    const name = new URL(request.url ?? '', url).searchParams.get('sign-in')
    if (name === null) provider?.callback()(request, response)
    else await provider?.interactionFinished(request, response, { login: { accountId: name } })
  }

  const make = (): Provider =>
    new Provider(issuer, {
      jwks: { keys },
      routes: shape.routes,
      cookies: { keys: ['of-tests'] },
      clients: ['portal', 'plant-system', 'partner'].map(client_id => ({
        client_id,
        client_secret: secret,
        redirect_uris: [redirect],
        grant_types: ['authorization_code', 'client_credentials'],
      })),
      findAccount: (_: unknown, accountId: string) => ({ accountId, claims: () => ({ sub: accountId }) }),
      interactions: {
        url: (_: unknown, { uid, params }: { uid: string; params: { login_hint: string } }) =>
          `/interaction/${uid}?sign-in=${params.login_hint}`,
      },
      async loadExistingGrant({ oidc: { client, session, provider: own } }: OidcContext) {
        const grant = new own.Grant({ clientId: client.clientId, accountId: session.accountId })
        grant.addOIDCScope('openid')
        for (const resource of [graph, 'api://other']) grant.addResourceScope(resource, scopes)
        await grant.save()
        return grant
      },
      features: {
        devInteractions: { enabled: false },
        clientCredentials: { enabled: true },
        resourceIndicators: {
          enabled: true,
          useGrantedResource: () => true,
          getResourceServerInfo: (_: unknown, audience: string) => ({
            audience,
            scope: scopes,
            accessTokenFormat: 'jwt',
            accessTokenTTL: 300,
            jwt: { sign: { alg: 'RS256' } },
          }),
        },
      },
      formats: {
        customizers: {
          jwt(_: unknown, { clientId, accountId }: Token, jwt: { header?: object; payload: { aud: string } }) {
            jwt.header = { ...jwt.header, typ: 'JWT' }
            Object.assign(jwt.payload, shape.claims(accountId ?? clientId, jwt.payload.aud))
          },
        },
      },
    })
  provider = make()

  const post = async (fields: Readonly<Record<string, string>>, client: string): Promise<any> => {
    const response = await fetch(url + shape.routes.token, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${client}:${secret}`).toString('base64')}` },
      body: new URLSearchParams(fields),
    })
    const answered: any = await response.json()
    if (!response.ok) throw new Error(JSON.stringify(answered))
    return answered
  }

  return {
    url,
    discover: async () => (await fetch(`${issuer}/.well-known/openid-configuration`)).json() as never,
    async signIn(person, resource = graph) {
      const verifier = randomBytes(32).toString('base64url')
      const asked = new URLSearchParams({
        client_id: 'portal',
        response_type: 'code',
        redirect_uri: redirect,
        scope: `openid ${scopes}`,
        login_hint: person,
        resource,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      })
      const code = await follow(`${url}${shape.routes.authorization}?${asked.toString()}`)
      return post({ grant_type: 'authorization_code', code, redirect_uri: redirect, code_verifier: verifier }, 'portal')
    },
    async systemToken(client, { resource = graph, scope = 'vehicles' } = {}) {
      return (await post({ grant_type: 'client_credentials', resource, scope }, client)).access_token
    },
    async rotate({ shown } = { shown: true }) {
      keys = [await providerKey(), ...(shown ? keys.slice(0, 1) : [])]
      provider = make()
    },
    async stop() {
      server.closeAllConnections()
      await new Promise(closed => server.close(closed))
    },
  }
}

/** Follows redirects as a browser does, with its cookies, until the code comes back to the client. */
async function follow(start: string): Promise<string> {
  const cookies = new Map<string, string>()
  let at = start
  for (let hops = 0; hops < 10; hops++) {
    if (at.startsWith(redirect)) {
      const code = new URL(at).searchParams.get('code')
      if (code === null) throw new Error(at)
      return code
    }
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const each of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (each.split(';')[0] ?? '').split(/=(.*)/s)
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (location === null) throw new Error(`${at} answered ${response.status} ${await response.text()}`)
    at = new URL(location, at).href
  }
  throw new Error('the sign-in goes round in circles')
}
