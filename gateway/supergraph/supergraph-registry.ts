import { request } from 'undici'
import { StartRefused } from '#platform/start-refused.ts'
import { largestSupergraph } from './largest-supergraph.ts'
import type { ReadSupergraph } from './supergraph-source.ts'

/** Reads a supergraph from a registry's address; one that it has not changed, by its ETag, is not sent again. */
export function supergraphRegistry(url: string): ReadSupergraph {
  let etag: string | undefined
  return async () => {
    const { statusCode, headers, body } = await request(url, {
      headers: etag === undefined ? {} : { 'if-none-match': etag },
      headersTimeout: 10_000,
      bodyTimeout: 10_000,
    })
    if (statusCode === 304) {
      await body.dump()
      return undefined
    }
    const parts: Buffer[] = []
    let size = 0
    for await (const part of body) {
      size += part.length
      if (size > largestSupergraph) throw new StartRefused(`The registry sent more than ${largestSupergraph} bytes.`)
      parts.push(part)
    }
    if (statusCode !== 200) throw new StartRefused(`The registry answered ${statusCode}.`)
    etag = headers.etag?.toString()
    return Buffer.concat(parts).toString('utf8')
  }
}
