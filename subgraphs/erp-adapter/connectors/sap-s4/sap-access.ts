import { z } from 'zod'
import { call, readAs } from '../call.ts'
import { ConnectorFault } from '../connector-fault.ts'
import type { Secrets } from '../connector-kind.ts'
import type { SapSettings } from './sap-settings.ts'

/** What proves to SAP who asks. */
export interface SapAccess {
  /** The `authorization` header of a request. */
  authorization(signal: AbortSignal): Promise<string>
  /** SAP did not take it: the next one is another. False when there is no other. */
  renew(taken: string): boolean
}

export function sapAccess({ access }: Pick<SapSettings, 'access'>, secrets: Secrets): SapAccess {
  if (access.by === 'password') {
    const header = `Basic ${Buffer.from(`${access.user}:${secrets(access.passwordFrom)}`).toString('base64')}`
    return { authorization: () => Promise.resolve(header), renew: () => false }
  }
  const { tokenUrl, clientId, scope } = access
  const secret = secrets(access.secretFrom)
  let held: Promise<Token> | undefined
  return {
    async authorization(signal) {
      if (held !== undefined && (await held).until <= Date.now()) held = undefined
      held ??= newToken({ tokenUrl, clientId, secret, scope }, signal).catch((error: unknown) => {
        held = undefined
        throw error
      })
      return (await held).header
    },
    renew() {
      held = undefined
      return true
    },
  }
}

interface Token {
  readonly header: string
  /** From then on it is not used any more, in milliseconds since 1970. */
  readonly until: number
}

const token = z.object({ access_token: z.string().min(1), expires_in: z.number().optional() })

/** A token is used no longer than until this time before its end, in milliseconds. */
const early = 30_000

interface Client {
  readonly tokenUrl: string
  readonly clientId: string
  readonly secret: string
  readonly scope?: string | undefined
}

async function newToken({ tokenUrl, clientId, secret, scope }: Client, signal: AbortSignal): Promise<Token> {
  const asked = new URLSearchParams({ grant_type: 'client_credentials', ...(scope === undefined ? {} : { scope }) })
  const proof = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`).toString('base64')
  const { status, text } = await call(
    tokenUrl,
    {
      method: 'POST',
      headers: { authorization: `Basic ${proof}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: asked.toString(),
    },
    signal,
  )
  if (status !== 200)
    throw new ConnectorFault('LOCKED_OUT', `The token service does not let ${clientId} in (${status}).`)
  const { access_token, expires_in = 600 } = readAs(token, text)
  return { header: `Bearer ${access_token}`, until: Date.now() + Math.max(expires_in * 1000 - early, 1000) }
}
