import { startGateway } from '../../../gateway/gateway.ts'
import { identifyBy } from '#platform/identity/identify.ts'
import type { IssuerKeysOptions } from '#platform/identity/issuer-keys.ts'
import { readIssuers } from '#platform/identity/issuer-settings.ts'
import { tokenVerifier, type TokenVerifierOptions } from '#platform/identity/token-verifier.ts'
import { trustedIssuer } from '#platform/identity/trusted-issuer.ts'
import { serve } from '#platform/server.ts'
import { Feed } from '#platform/stream.ts'
import { supergraphOf } from '../federation/small-graph.ts'

export interface TokenGateway {
  readonly url: string
  /** Asks who asks, with these headers. */
  ask(headers: Readonly<Record<string, string>>): Promise<TokenAnswer>
  /** Asks who asks, with a token. */
  askWith(token: string): Promise<TokenAnswer>
  /** How many subscribe now. */
  readonly subscribers: () => number
  stop(): Promise<void>
}

export interface TokenAnswer {
  readonly status: number
  readonly challenge: string | null
  /** The principal, as a subgraph is told of him. */
  readonly me: any
  readonly errors: any
}

/** A gateway as in production, whose one subgraph says who asks. */
export async function startTokenGateway(
  issuers: readonly object[],
  options: IssuerKeysOptions & TokenVerifierOptions = {},
): Promise<TokenGateway> {
  const trusted = readIssuers(JSON.stringify(issuers), { production: true }).map(each => trustedIssuer(each, options))
  const feeds = new Set<Feed<object>>()
  const gateway = await startGateway({
    supergraph: supergraphOf({ one: { sdl: 'type Query { me: String } type Subscription { tick: Int }' } }),
    identify: identifyBy(tokenVerifier(trusted, options)),
    share: 'requests',
    source: () => ({
      ask: async (_, { principal }) => ({ data: { me: JSON.stringify(principal) } }),
      async listen() {
        const feed: Feed<object> = new Feed({ ended: () => feeds.delete(feed) })
        feeds.add(feed)
        return feed
      },
      close: async () => {},
    }),
  })
  const service = await serve({ port: 0, routes: app => gateway.addGraphQL(app) })
  const url = `${service.url}/graphql`
  async function ask(headers: Readonly<Record<string, string>>): Promise<TokenAnswer> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{"query":"{ me }"}',
    })
    const { data, errors } = (await response.json()) as any
    const me = data === undefined ? undefined : JSON.parse(data.me)
    return { status: response.status, challenge: response.headers.get('www-authenticate'), me, errors }
  }
  return {
    url,
    ask,
    askWith: token => ask({ authorization: `Bearer ${token}` }),
    subscribers: () => feeds.size,
    async stop() {
      await service.stop()
      await gateway.stop()
    },
  }
}
