import { Fault } from '../errors.ts'
import { withReason } from './access-reason.ts'
import type { Asker, Identify } from './asker.ts'
import type { Principal } from '../auth.ts'
import { principalFrom } from './development-headers.ts'
import { principalShape } from './principal-shape.ts'
import type { TokenVerifier } from './token-verifier.ts'

/** Believes what callers say of themselves in headers: for development and tests. */
export const believe: Identify = (headers): Asker => ({ principal: principalFrom(headers) })

/** Takes whoever sends no token as somebody of whom nothing is known. */
export const anonymous: Identify = () => ({ principal: nobody })

const nobody: Principal = principalShape.parse({ name: 'anonymous', role: 'anonymous' })

/** Tells who asks by the token of his request; without one, as `otherwise` does, which refuses when it is left out. */
export function identifyBy(tokens: TokenVerifier, otherwise: Identify = refuse): Identify {
  return headers => {
    const { authorization } = headers
    if (authorization === undefined) return otherwise(headers)
    const token = tokenIn(authorization.toString())
    const known = tokens.known(token)
    return known === undefined
      ? tokens.verify(token).then(asker => withReason(asker, headers))
      : withReason(known, headers)
  }
}

const refuse: Identify = () => {
  throw new Fault('UNAUTHENTICATED', 'Send a token that says who you are.')
}

function tokenIn(authorization: string): string {
  if (!/^bearer /i.test(authorization)) throw new Fault('UNAUTHENTICATED', 'Send a token as authorization: Bearer …')
  return authorization.slice('bearer '.length).trim()
}
