import { z } from 'zod'
import { call, readAs, type HttpAnswer, type HttpCall } from '../call.ts'
import { ConnectorFault } from '../connector-fault.ts'
import type { ODataAccess } from './odata-access.ts'
import type { ODataSettings } from './odata-settings.ts'

export interface ODataRead {
  /** An entity set or entity, or a link that the service gave. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** What the service is asked to do if it can, such as `odata.maxpagesize=500`. */
  readonly prefer?: string
}

export interface ODataChange extends Pick<HttpCall, 'method'> {
  readonly path: string
  readonly body: object
  /** The state of the entity that the change is meant for. */
  readonly etag?: string
}

/** Calls of an OData V4 service; what is refused is a `ConnectorFault`. */
export interface ODataSession {
  read<Shape extends z.ZodType>(shape: Shape, wanted: ODataRead, signal: AbortSignal): Promise<z.output<Shape>>
  /** Makes or changes something, and gives what is answered, which may be nothing. */
  change(wanted: ODataChange, signal: AbortSignal): Promise<string>
}

export function openOData({ url }: Pick<ODataSettings, 'url'>, access: ODataAccess): ODataSession {
  const root = new URL(url.endsWith('/') ? url : `${url}/`)

  /** A service behind a proxy may name itself otherwise in its links: what counts is what stands below its root. */
  function addressOf({ path, query = {} }: Pick<ODataRead, 'path' | 'query'>): string {
    const named = new URL(path, root)
    if (!named.pathname.startsWith(root.pathname))
      throw new ConnectorFault('MALFORMED', 'It gave a link that leads out of the service.')
    // A blank is %20: a plus sign is itself in OData.
    const asked = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    return `${root.origin}${named.pathname}${named.search === '' && asked.length > 0 ? `?${asked.join('&')}` : named.search}`
  }

  /** Sends a request; one that is not let in is sent once more when there is another token. */
  async function send(address: string, sent: HttpCall, signal: AbortSignal): Promise<HttpAnswer> {
    for (let last = false; ; last = true) {
      const authorization = access.authorization()
      const headers = {
        accept: 'application/json;odata.metadata=minimal;IEEE754Compatible=true',
        'odata-maxversion': '4.0',
        ...sent.headers,
        ...(authorization === null ? {} : { authorization }),
      }
      const answer = await call(address, { ...sent, headers }, signal)
      if (answer.status !== 401) return answer
      if (last || !access.renew(authorization)) throw new ConnectorFault('LOCKED_OUT', 'It does not let us in.')
    }
  }

  return {
    async read(shape, { prefer, ...wanted }, signal) {
      const headers: Record<string, string> = prefer === undefined ? {} : { prefer }
      const answer = await send(addressOf(wanted), { method: 'GET', headers }, signal)
      if (answer.status === 404 || answer.status === 410)
        throw new ConnectorFault('REFUSED', `It has no such thing: ${wordsOf(answer)}`)
      // What is read is named by the configuration, or by the service: no request is at fault alone.
      if (answer.status !== 200) throw answer.status === 403 ? refusalOf(answer) : malformed(answer)
      if (!/^4\.\d+$/.test(answer.headers.get('odata-version') ?? ''))
        throw new ConnectorFault('MALFORMED', 'It answered otherwise than a service of OData V4.')
      return readAs(shape, answer.text)
    },
    async change({ method, path, body, etag }, signal) {
      const headers = {
        'content-type': 'application/json',
        'odata-version': '4.0',
        ...(etag === undefined ? {} : { 'if-match': etag }),
      }
      const answer = await send(addressOf({ path }), { method, headers, body: JSON.stringify(body) }, signal)
      if (answer.status < 200 || answer.status >= 300) throw refusalOf(answer)
      return answer.text
    },
  }
}

const failure = z.object({ error: z.object({ code: z.string(), message: z.string() }) })

function wordsOf({ status, text }: HttpAnswer): string {
  try {
    const { code, message } = readAs(failure, text).error
    return `${message} (${code})`
  } catch {
    return `It answered with ${status}.`
  }
}

const malformed = (answer: HttpAnswer): ConnectorFault =>
  new ConnectorFault('MALFORMED', `It does not answer what is configured: ${wordsOf(answer)}`)

function refusalOf(answer: HttpAnswer): ConnectorFault {
  switch (answer.status) {
    case 403:
      return new ConnectorFault('LOCKED_OUT', `It forbids it: ${wordsOf(answer)}`)
    case 409:
    case 412:
      return new ConnectorFault('CONFLICT', 'The record was changed meanwhile.')
    case 423:
      return new ConnectorFault('BUSY', `Somebody works on it: ${wordsOf(answer)}`)
    default:
      return new ConnectorFault('REFUSED', `It refused: ${wordsOf(answer)}`)
  }
}
