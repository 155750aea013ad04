import { z } from 'zod'
import { call, readAs, shaped } from '../call.ts'
import { ConnectorFault } from '../connector-fault.ts'

export interface TrytonAccess {
  /** Where the server is, such as `http://tryton:8000`. */
  readonly url: string
  readonly database: string
  readonly user: string
  readonly password: string
}

/** A method of Tryton, such as `model.production.search_read`, and what it is given. */
export interface TrytonCall {
  readonly method: string
  readonly args: readonly unknown[]
  /** What is said beside the user's own context, his company and language. */
  readonly context?: object
}

/** Calls of Tryton's JSON-RPC as one user, who is logged in when he must be. */
export interface TrytonSession {
  /** Calls a method and gives what it returns. */
  call(wanted: TrytonCall, signal: AbortSignal): Promise<unknown>
  close(): Promise<void>
}

interface LoggedIn {
  /** What authorises the calls of the session. */
  readonly bearing: string
  readonly context: object
}

const answer = z.object({ result: z.unknown().optional(), error: z.array(z.unknown()).optional() })
const loggedIn = z.tuple([z.number(), z.string()])

/** Errors of Tryton that tell of this request; others tell of the server. */
const refusals = new Set(['UserError', 'UserWarning'])

export function openTryton({ url, database, user, password }: TrytonAccess): TrytonSession {
  const address = `${url.replace(/\/$/, '')}/${encodeURIComponent(database)}/`
  let session: Promise<LoggedIn> | undefined
  let count = 0

  /** Sends a call; null when the session that it bears has ended. */
  async function send(
    method: string,
    params: readonly unknown[],
    { bearing, signal }: { readonly bearing: string | null; readonly signal: AbortSignal },
  ): Promise<unknown> {
    const { status, text } = await call(
      address,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(bearing === null ? {} : { authorization: bearing }) },
        body: JSON.stringify({ id: ++count, method, params }),
      },
      signal,
    )
    if (status === 401 || status === 403) return ended
    if (status !== 200) throw new ConnectorFault('MALFORMED', `Tryton answered ${method} with ${status}.`)
    const { result, error } = readAs(answer, text)
    if (error === undefined) return result
    const [kind, detail] = error
    if (kind === 'ConcurrencyException') throw new ConnectorFault('CONFLICT', 'The record was changed meanwhile.')
    if (refusals.has(String(kind)))
      throw new ConnectorFault('REFUSED', `Tryton refused: ${[detail].flat(2).map(String).join(' ')}`)
    if (String(kind).startsWith('401') || String(kind).startsWith('403')) return ended
    throw new ConnectorFault('MALFORMED', `Tryton failed on ${method}: ${String(kind)}.`)
  }

  async function logIn(signal: AbortSignal): Promise<LoggedIn> {
    const result = await send('common.db.login', [user, { password }, 'en'], { bearing: null, signal })
    const read = loggedIn.safeParse(result)
    if (!read.success) throw new ConnectorFault('LOCKED_OUT', `Tryton does not let ${user} in.`)
    const [id, key] = read.data
    const bearing = `Session ${Buffer.from(`${user}:${id}:${key}`).toString('base64')}`
    const preferences = await send('model.res.user.get_preferences', [true, {}], { bearing, signal })
    return { bearing, context: shaped(z.record(z.string(), z.unknown()), preferences) }
  }

  /** One login at a time; one that failed is tried again by the next call. */
  function current(signal: AbortSignal): Promise<LoggedIn> {
    session ??= logIn(signal).catch((error: unknown) => {
      session = undefined
      throw error
    })
    return session
  }

  return {
    async call({ method, args, context = {} }, signal) {
      for (const last of [false, true]) {
        const held = current(signal)
        const { bearing, context: own } = await held
        const result = await send(method, [...args, { ...own, ...context }], { bearing, signal })
        if (result !== ended) return result
        if (session === held) session = undefined
        if (last) throw new ConnectorFault('LOCKED_OUT', `Tryton ends each session of ${user} at once.`)
      }
      return undefined
    },
    async close() {
      if (session === undefined) return
      const held = await session.catch(() => null)
      session = undefined
      const signal = AbortSignal.timeout(2000)
      if (held !== null) await send('common.db.logout', [], { bearing: held.bearing, signal }).catch(() => {})
    },
  }
}

const ended = Symbol('the session has ended')
