import { Fault } from '../errors.ts'
import type { Asker, Identify } from './asker.ts'
import { principalFrom } from './development-headers.ts'
import type { TokenVerifier } from './token-verifier.ts'

/** Believes what callers say of themselves in headers: for development and tests. */
export const believe: Identify = (headers): Asker => ({ principal: principalFrom(headers) })

/** Tells who asks by the token of his request; without one, as `otherwise` does, which refuses when it is left out. */
export function identifyBy(tokens: TokenVerifier, otherwise: Identify = refuse): Identify {
  return headers => {
    const { authorization } = headers
    if (authorization === undefined) return otherwise(headers)
    const token = tokenIn(authorization.toString())
    return tokens.known(token) ?? tokens.verify(token)
  }
}

const refuse: Identify = () => {
  throw new Fault('UNAUTHENTICATED', 'Send a token that says who you are.')
}

function tokenIn(authorization: string): string {
  if (!/^bearer /i.test(authorization)) throw new Fault('UNAUTHENTICATED', 'Send a token as authorization: Bearer …')
  return authorization.slice('bearer '.length).trim()
}
