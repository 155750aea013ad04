import { roles, type Principal } from '../auth.ts'
import { Fault } from '../errors.ts'
import { decodedHeader, reasonHeader } from './access-reason.ts'
import type { Headers } from './headers.ts'
import { principalShape, type Claims } from './principal-shape.ts'

/** Which header says what in development, where the caller is believed. */
const headerFor = {
  name: 'autograph-name',
  role: 'autograph-role',
  dealerId: 'autograph-dealer',
  dealerGroupId: 'autograph-dealer-group',
  regionId: 'autograph-region',
  customerId: 'autograph-customer',
  fleetId: 'autograph-fleet',
  scopes: 'autograph-scopes',
  reason: reasonHeader,
} as const satisfies Record<keyof Claims, string>

const named = Object.entries(headerFor)

/** Whoever says nothing of himself, in development. */
const nobody: Principal = principalShape.parse({ name: 'anonymous', role: 'developer' })

/** What the caller says he is, in development; `developer` when he says nothing. */
export function principalFrom(headers: Headers): Principal {
  if (named.every(([, header]) => headers[header] === undefined)) return nobody
  const said = Object.fromEntries(
    named.flatMap(([claim, header]) => {
      const value = headers[header]?.toString()
      return value === undefined
        ? []
        : [
            [
              claim,
              claim === 'scopes'
                ? decodedHeader(value)
                    .split(' ')
                    .filter(scope => scope !== '')
                : decodedHeader(value),
            ],
          ]
    }),
  )
  const { data, error } = principalShape.safeParse({ name: nobody.name, role: nobody.role, ...said })
  if (data !== undefined) return data
  throw new Fault('UNAUTHENTICATED', sentenceOf(said.role?.toString(), error.issues[0]?.path[0]))
}

function sentenceOf(role: string | undefined, wrong: PropertyKey | undefined): string {
  if (!roles.some(each => each === role))
    return `Unknown role "${role}" in autograph-role; known are ${roles.join(', ')}.`
  const [, header] = named.find(([claim]) => claim === wrong) ?? []
  return `The role ${role} needs ${header}, a value of at most 200 characters.`
}

/** The headers that say who asks, to a gateway in development. */
export const headersOf = (claims: Claims): Record<string, string> =>
  Object.fromEntries(
    Object.entries(claims).flatMap(([claim, value]) => {
      const [, header] = named.find(([name]) => name === claim) ?? []
      if (header === undefined || value == null) return []
      return [[header, encodeURIComponent(Array.isArray(value) ? value.join(' ') : String(value))]]
    }),
  )
