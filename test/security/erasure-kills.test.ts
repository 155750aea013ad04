import { expect, test } from 'vitest'
import { installed } from '../kit/installed.ts'
import { runErasureTrial } from './erasure-trial/run-erasure-trial.ts'

test.skipIf(!installed('redis-server'))(
  'an erasure during which its process or PostgreSQL is killed finishes, and leaves nothing of the person',
  async () => {
    const trial = await runErasureTrial(steps => steps.filter((_, place) => place % 75 === 37))
    const { steps, kills, stoodIn, redisKeys, ...found } = trial
    expect(steps).toBeGreaterThan(200)
    expect(kills).toBeGreaterThanOrEqual(6)
    expect(new Set(stoodIn.map(name => name.split('.')[0]))).toEqual(
      new Set(['customer', 'sales', 'service', 'marketing', 'erp_adapter', 'platform']),
    )
    expect(redisKeys).toBeGreaterThan(0)
    expect(found).toEqual({ found: [], foundAgain: [], noReceipt: [] })
  },
  240_000,
)
