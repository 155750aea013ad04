import { compose } from '../../../gateway/supergraph/compose.ts'
import { registry } from '../../../subgraphs/registry.ts'
import { dataOf, startTestGateway } from '../../kit/gateway.ts'
import { startKillableSubgraphs } from '../../kit/killable-subgraphs.ts'
import { startRedis } from '../../kit/redis.ts'
import { settledIn } from '../../kit/settled.ts'
import { seedMarket } from '../../sales/market.ts'
import { redisKeysWith } from '../places-with.ts'
import { breakingAt, eraseCanary } from './erase-canary.ts'
import { stepErasures, type ErasureStep } from './erasure-steps.ts'

/** What a trial did, and what it found. */
export interface ErasureTrial {
  /** Steps that an erasure was seen to take. */
  readonly steps: number
  /** Erasures that were broken off, each step by the death of the subgraph's process and by PostgreSQL's. */
  readonly kills: number
  /** Places in which something of the person stood before. */
  readonly stoodIn: readonly string[]
  /** Keys in Redis once all were erased. */
  readonly redisKeys: number
  /** Where something of a person was found when his erasure was complete, as `who died at which step: place`. */
  readonly found: readonly string[]
  /** The same when departments had told of him once more. */
  readonly foundAgain: readonly string[]
  /** Erasures whose receipt doesn't hold. */
  readonly noReceipt: readonly string[]
}

/**
 * Lets the erasure of one person after the other break off at each of its steps, by kill -9, and looks for what is left
 * of him. The steps are those that a first erasure is seen to take; `choose` says which of them are tried.
 */
export async function runErasureTrial(
  choose: (steps: readonly ErasureStep[]) => readonly ErasureStep[] = steps => steps,
): Promise<ErasureTrial> {
  const redis = await startRedis()
  const subgraphs = await startKillableSubgraphs(
    registry.map(({ subgraph }) => subgraph.name),
    { REDIS_URL: redis.url },
  )
  const gateway = await startTestGateway(
    compose(registry.map(({ subgraph }) => ({ subgraph, url: `${subgraphs.urlOf(subgraph.name)}/graphql` }))),
  )
  try {
    const { sql } = subgraphs
    const graph = { ask: gateway.ask, data: dataOf(gateway.ask), sql, settled: () => settledIn({ sql }) }
    await seedMarket(graph)
    const place = { subgraphs, graph, redisUrl: redis.url, erasures: await stepErasures(subgraphs) }
    const whole = await eraseCanary(place, 0)
    const erased = [{ at: 'nobody killed', ...whole }]
    for (const step of choose(whole.steps))
      for (const killed of ['the subgraph', 'PostgreSQL'] as const) {
        const at = `${killed} killed before ${step.what} of ${step.subgraph}`
        erased.push({ at, ...(await eraseCanary(place, erased.length, breakingAt(step, killed))) })
      }
    return {
      steps: whole.steps.length,
      kills: erased.length - 1,
      stoodIn: whole.stoodIn,
      redisKeys: (await redisKeysWith(redis.url, [])).keys,
      found: erased.flatMap(({ at, found }) => found.map(name => `${at}: ${name}`)),
      foundAgain: erased.flatMap(({ at, foundAgain }) => foundAgain.map(name => `${at}: ${name}`)),
      noReceipt: erased.filter(({ receiptHolds }) => !receiptHolds).map(({ at }) => at),
    }
  } finally {
    await gateway.stop()
    await subgraphs.stop()
    await redis.kill()
  }
}
