import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** Who is let in by the contract server, and whose changes are taken. */
export interface SapGate {
  /** Whether the caller is known. */
  knows(headers: IncomingHttpHeaders): boolean
  /** A token for changes and the cookie of the session that it belongs to. */
  begin(): { readonly token: string; readonly cookie: string }
  /** Whether the token is of the session that the cookie names. */
  takes(headers: IncomingHttpHeaders): boolean
  /** Gives a token of access to the client, or undefined to anyone else. */
  grant(headers: IncomingHttpHeaders): string | undefined
  /** Ends all sessions and all tokens. */
  end(): void
}

export const user = { name: 'AUTOGRAPH', password: 'a secret: of user' }
export const client = { id: 'autograph client', secret: 'a secret: of client' }

const basic = (name: string, password: string): string =>
  `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`

export function openSapGate(): SapGate {
  const sessions = new Map<string, string>()
  const tokens = new Set<string>()
  return {
    knows: ({ authorization = '' }) =>
      authorization === basic(user.name, user.password) || tokens.has(authorization.replace('Bearer ', '')),
    begin() {
      const [session, token] = [randomUUID(), randomUUID()]
      sessions.set(session, token)
      return { token, cookie: `SAP_SESSIONID_S4H_100=${session}` }
    },
    takes({ cookie = '', 'x-csrf-token': token }) {
      const session = /SAP_SESSIONID_S4H_100=([^;]+)/.exec(cookie)?.[1] ?? ''
      return typeof token === 'string' && sessions.get(session) === token
    },
    grant({ authorization }) {
      if (authorization !== basic(encodeURIComponent(client.id), encodeURIComponent(client.secret))) return undefined
      const token = randomUUID()
      tokens.add(token)
      return token
    },
    end() {
      sessions.clear()
      tokens.clear()
    },
  }
}
