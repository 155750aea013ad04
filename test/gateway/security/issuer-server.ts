import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose'

/** A pair of keys of an issuer, with the public one as it is shown. */
export interface IssuerKey {
  readonly kid: string
  readonly alg: string
  readonly privateKey: CryptoKey
  readonly shown: JWK
}

export async function aKey(kid: string, alg = 'ES256'): Promise<IssuerKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg)
  return { kid, alg, privateKey, shown: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } }
}

/** An issuer of a test: an HTTP server that shows the keys which it has at the time. */
export interface IssuerServer {
  readonly issuer: string
  readonly jwksUri: string
  /** How often its keys were read. */
  readonly reads: () => number
  /** Shows these keys from now on. */
  show(...keys: readonly IssuerKey[]): void
  /** Answers whatever this does from now on, instead of the keys. */
  answer(text: string | undefined, status?: number): void
  stop(): Promise<void>
}

export async function startIssuer(issuer: string, ...first: readonly IssuerKey[]): Promise<IssuerServer> {
  let keys = first
  let instead: { readonly text: string; readonly status: number } | undefined
  let reads = 0
  const server = createServer((_, response) => {
    reads++
    response.writeHead(instead?.status ?? 200, { 'content-type': 'application/json' })
    response.end(instead?.text ?? JSON.stringify({ keys: keys.map(({ shown }) => shown) }))
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  return {
    issuer,
    jwksUri: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
    reads: () => reads,
    show: (...shown) => (keys = shown),
    answer: (text, status = 200) => (instead = text === undefined ? undefined : { text, status }),
    async stop() {
      server.closeAllConnections()
      await new Promise(closed => server.close(closed))
    },
  }
}

/** A token as an issuer would make it for a call-centre agent, but for what is said otherwise. */
export async function tokenOf(
  key: IssuerKey,
  claims: JWTPayload,
  header: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT({ sub: 'ann', aud: 'autograph', exp: now + 300, autograph_role: 'call-centre', ...claims })
    .setProtectedHeader({ alg: key.alg, kid: key.kid, ...header })
    .sign(key.privateKey)
}
