import type { IncomingHttpHeaders } from 'node:http'

const simpleTypes = new Set(['text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded'])

/**
 * Whether a browser may have sent this for a page of another site without asking us first. A body of JSON is never
 * sent so, nor is a request with a header of GraphQL's own; a plain GET is, and forms are.
 */
export function maybeCrossSite(headers: IncomingHttpHeaders): boolean {
  if ('apollo-require-preflight' in headers || 'x-apollo-operation-name' in headers) return false
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type !== undefined && type !== '') return simpleTypes.has(type)
  const site = headers['sec-fetch-site']
  if (typeof site === 'string') return site !== 'same-origin' && site !== 'none'
  return !isOwnOrigin(headers)
}

/** Whether a request says no origin, as programs do, or that of the host it is sent to. */
export function isOwnOrigin({ origin, host }: IncomingHttpHeaders): boolean {
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)
}
