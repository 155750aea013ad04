import type { JSONWebKeySet } from 'jose'
import { z } from 'zod'

/** Most bytes of a key set, and the longest time that it may take. */
const most = 262_144
const patience = 5000

// Secrets and private keys have no place in what everybody may read: a key set with one of them is no key set.
const keySet = z.looseObject({
  keys: z.array(z.looseObject({ kty: z.string() }).refine(key => key.kty !== 'oct' && !('d' in key), 'is secret')),
})

/** Reads an issuer's public keys (JWKS) from its address. */
export async function readKeys(jwksUri: string): Promise<JSONWebKeySet> {
  const response = await fetch(jwksUri, {
    headers: { accept: 'application/json, application/jwk-set+json' },
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  })
  if (!response.ok) throw new Error(`${jwksUri} answered ${response.status}`)
  return keySet.parse(JSON.parse(await textOf(response)))
}

async function textOf({ body }: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > most) throw new Error(`a key set has at most ${most} bytes`)
  }
  return text
}
