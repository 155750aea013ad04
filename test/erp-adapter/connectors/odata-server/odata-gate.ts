import type { IncomingHttpHeaders } from 'node:http'

export const user = { name: 'AUTOGRAPH', password: 'a secret: of user' }

/** Who is let in by the contract server. */
export interface ODataGate {
  knows(headers: IncomingHttpHeaders): boolean
  /** The token that is taken now. */
  readonly token: () => string
  /** From now on another token is taken. */
  end(): void
}

export function openODataGate(): ODataGate {
  let nth = 1
  const token = (): string => `token-${nth}`
  const basic = `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`
  return {
    knows: ({ authorization }) => authorization === basic || authorization === `Bearer ${token()}`,
    token,
    end: () => void nth++,
  }
}
