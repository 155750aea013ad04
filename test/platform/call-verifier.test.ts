import fc from 'fast-check'
import { expect, test } from 'vitest'
import { callSigner } from '#platform/identity/call-signer.ts'
import { callVerifier } from '#platform/identity/call-verifier.ts'
import { createSeenCalls } from '#platform/identity/seen-calls.ts'
import { aPrincipal } from '../kit/principal.ts'

const call = { to: 'sales', method: 'POST', path: '/graphql', body: '{"query":"{ a }"}' }
const [before, after] = ['the secret until now, long enough', 'the secret from now on, long enough'] as const

test('a subgraph is told of the principal as he is', () => {
  const verify = callVerifier([before])
  const ann = aPrincipal({ name: '王小明', role: 'dealer-sales', dealerId: 'D001', scopes: ['read'] })
  const sign = callSigner([before])
  expect([verify(call, sign(call, ann)), verify(call, sign(call, ann))]).toEqual([ann, ann])
})

test('secrets are changed without a refusal: first all take the new one, then gateways sign with it', () => {
  const ann = aPrincipal()
  expect(callVerifier([before, after])(call, callSigner([before])(call, ann))).toEqual(ann)
  expect(callVerifier([before, after])(call, callSigner([after, before])(call, ann))).toEqual(ann)
  expect(() => callVerifier([after])(call, callSigner([before, after])(call, ann))).toThrow('Only the gateway')
})

test('each number of a sender is new once, in whatever order they come', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 1, max: 100_000 })), { maxLength: 200 }),
      calls => {
        const isNew = createSeenCalls()
        const seen = new Set<string>()
        for (const [sender, number] of calls) {
          const name = `${sender}${number}`
          expect(isNew({ sender, number, expires: 60 }, 0)).toBe(!seen.has(name))
          seen.add(name)
        }
      },
    ),
  )
})

test('numbers far behind the latest count as seen, and a jump ahead forgets none that could come again', () => {
  const isNew = createSeenCalls()
  const seen = (number: number): boolean => !isNew({ sender: 'a', number, expires: 60 }, 0)
  expect([1, 200_000, 1, 200_000, 68_929, 68_928, 199_999, 1e12, 200_000, 1e12 - 1].map(seen)).toEqual([
    false,
    false,
    true,
    true,
    false,
    true,
    false,
    false,
    true,
    false,
  ])
})
