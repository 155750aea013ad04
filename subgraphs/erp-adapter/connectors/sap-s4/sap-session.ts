import { z } from 'zod'
import { call, readAs, shaped, type HttpAnswer, type HttpCall } from '../call.ts'
import { ConnectorFault } from '../connector-fault.ts'
import type { SapAccess } from './sap-access.ts'
import type { SapSettings } from './sap-settings.ts'

/** A service of SAP, such as `API_PRODUCTION_ORDER_2_SRV`. */
export interface SapRead {
  readonly service: string
  /** The entity set or entity. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
}

export interface SapChange extends SapRead {
  readonly method: 'POST' | 'PATCH'
  readonly body?: object
  /** The state of the entity that the change is meant for. */
  readonly etag?: string
}

/** Calls of SAP's OData V2 services; what is refused is a `ConnectorFault`. */
export interface SapSession {
  /** Reads what stands under `d`. */
  get<Shape extends z.ZodType>(shape: Shape, wanted: SapRead, signal: AbortSignal): Promise<z.output<Shape>>
  /** Makes or changes something, with the service's token against foreign pages. */
  change(wanted: SapChange, signal: AbortSignal): Promise<string>
}

/** The token of a service, and the cookies of the session that it belongs to. */
interface Proof {
  readonly token: string
  readonly cookie: string
}

export function openSap({ url, client }: Pick<SapSettings, 'url' | 'client'>, access: SapAccess): SapSession {
  const proofs = new Map<string, Promise<Proof>>()

  const addressOf = ({ service, path, query = {} }: SapRead): string => {
    const asked = new URLSearchParams({
      ...query,
      'sap-language': 'EN',
      ...(client === undefined ? {} : { 'sap-client': client }),
    })
    return `${url.replace(/\/$/, '')}/sap/opu/odata/sap/${service}/${path}?${asked.toString()}`
  }

  /** Sends a request; one that is not let in is sent once more with another token of access. */
  async function send(address: string, sent: HttpCall, signal: AbortSignal): Promise<HttpAnswer> {
    for (let last = false; ; last = true) {
      const authorization = await access.authorization(signal)
      const headers = { accept: 'application/json', ...sent.headers, authorization }
      const answer = await call(address, { ...sent, headers }, signal)
      if (answer.status !== 401) return answer
      if (last || !access.renew(authorization)) throw new ConnectorFault('LOCKED_OUT', 'SAP does not let the user in.')
    }
  }

  async function fetchProof(service: string, signal: AbortSignal): Promise<Proof> {
    const answer = await send(
      addressOf({ service, path: '' }),
      { method: 'GET', headers: { 'x-csrf-token': 'Fetch' } },
      signal,
    )
    if (answer.status !== 200) throw refusalOf(answer)
    const token = answer.headers.get('x-csrf-token')
    if (token === null) throw new ConnectorFault('MALFORMED', 'SAP gave no token for changes.')
    const cookie = answer.headers
      .getSetCookie()
      .map(each => each.split(';')[0])
      .join('; ')
    return { token, cookie }
  }

  /** One token at a time for each service; one that was not given is asked for again by the next change. */
  function proofOf(service: string, signal: AbortSignal): Promise<Proof> {
    const held = proofs.get(service) ?? fetchProof(service, signal)
    proofs.set(service, held)
    return held.catch((error: unknown) => {
      if (proofs.get(service) === held) proofs.delete(service)
      throw error
    })
  }

  return {
    async get(shape, wanted, signal) {
      const answer = await send(addressOf(wanted), { method: 'GET' }, signal)
      if (answer.status !== 200) throw refusalOf(answer)
      return shaped(shape, readAs(answered, answer.text).d)
    },
    async change(wanted, signal) {
      for (let last = false; ; last = true) {
        const { token, cookie } = await proofOf(wanted.service, signal)
        const headers = {
          'content-type': 'application/json',
          'x-csrf-token': token,
          ...(cookie === '' ? {} : { cookie }),
          ...(wanted.etag === undefined ? {} : { 'if-match': wanted.etag }),
        }
        const body = wanted.body === undefined ? {} : { body: JSON.stringify(wanted.body) }
        const answer = await send(addressOf(wanted), { method: wanted.method, headers, ...body }, signal)
        if (answer.status >= 200 && answer.status < 300) return answer.text
        // The session of the token has ended.
        const ended = answer.status === 403 && answer.headers.get('x-csrf-token')?.toLowerCase() === 'required'
        if (!ended || last) throw refusalOf(answer)
        proofs.delete(wanted.service)
      }
    },
  }
}

const answered = z.object({ d: z.unknown() })

const failure = z.object({ error: z.object({ message: z.object({ value: z.string() }) }) })

/** How SAP, asked in English, says that somebody has a record open. */
const locked = /\b(locked|being processed) by\b/i

function refusalOf({ status, text }: HttpAnswer): ConnectorFault {
  const words = wordsOf(text) ?? `It answered with ${status}.`
  if (status === 403) return new ConnectorFault('LOCKED_OUT', `SAP forbids it: ${words}`)
  if (status === 423 || locked.test(words)) return new ConnectorFault('BUSY', `Somebody works on it in SAP: ${words}`)
  if (status === 409 || status === 412) return new ConnectorFault('CONFLICT', 'The record was changed meanwhile.')
  if (status >= 400) return new ConnectorFault('REFUSED', `SAP refused: ${words}`)
  return new ConnectorFault('MALFORMED', words)
}

function wordsOf(text: string): string | undefined {
  try {
    return readAs(failure, text).error.message.value
  } catch {
    return undefined
  }
}
