import { StartRefused } from '#platform/start-refused.ts'
import { largestSupergraph } from './largest-supergraph.ts'
import type { ReadSupergraph } from './supergraph-source.ts'

/** Reads a supergraph from a registry's address; one that it has not changed, by its ETag, is not sent again. */
export function supergraphRegistry(url: string): ReadSupergraph {
  let etag: string | undefined
  return async () => {
    const response = await fetch(url, {
      headers: etag === undefined ? {} : { 'if-none-match': etag },
      signal: AbortSignal.timeout(10_000),
    })
    if (response.status === 304) return undefined
    const parts: Uint8Array[] = []
    let size = 0
    for await (const part of response.body ?? []) {
      size += part.length
      if (size > largestSupergraph) throw new StartRefused(`The registry sent more than ${largestSupergraph} bytes.`)
      parts.push(part)
    }
    if (response.status !== 200) throw new StartRefused(`The registry answered ${response.status}.`)
    etag = response.headers.get('etag') ?? undefined
    return Buffer.concat(parts).toString('utf8')
  }
}
