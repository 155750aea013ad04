import fc from 'fast-check'
import { expect, test } from 'vitest'
import { earn, retryRules, spend } from '../../../gateway/transport/retry-budget.ts'

test('however calls and failures come, retries stay within a share of the calls and the reserve', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 500 }), wishes => {
      let budget = retryRules.reserve
      let calls = 0
      let retries = 0
      for (const wants of wishes) {
        budget = earn(budget)
        calls++
        const left = wants ? spend(budget) : undefined
        if (left === undefined) continue
        budget = left
        retries++
        expect(retries).toBeLessThanOrEqual(retryRules.reserve + retryRules.share * calls + 1e-9)
        expect(budget).toBeGreaterThanOrEqual(0)
      }
    }),
  )
})

test('a long quiet time saves up no more than the reserve', () => {
  let budget = 0
  for (let call = 0; call < 10_000; call++) budget = earn(budget)
  expect(budget).toBe(retryRules.reserve)
})
