import { setTimeout as pause } from 'node:timers/promises'
import { fresh } from '../../customer/people.ts'
import type { TestGraph } from '../../kit/graph.ts'
import type { KillableSubgraphs } from '../../kit/killable-subgraphs.ts'
import { canaryIdOf, canaryWords, seedCanary } from '../canary.ts'
import { tellOldEvents } from '../canary-events.ts'
import { completed, erasureOf, requestErasure } from '../erasures.ts'
import { redisKeysWith, tablesWith } from '../places-with.ts'
import type { ErasureStep, SteppedErasures } from './erasure-steps.ts'

/** Where erasures are tried. */
export interface ErasurePlace {
  readonly subgraphs: KillableSubgraphs
  readonly graph: Pick<TestGraph, 'ask' | 'data' | 'sql' | 'settled'>
  readonly redisUrl: string
  readonly erasures: SteppedErasures
}

/** What was found of a person who was erased. */
export interface ErasedCanary {
  /** Places in which something of him stood before. */
  readonly stoodIn: readonly string[]
  /** Those in which it stood when his erasure was complete. */
  readonly found: readonly string[]
  /** And when departments had told of him once more. */
  readonly foundAgain: readonly string[]
  readonly receiptHolds: boolean
  /** The steps that erasures had taken when this one was complete. */
  readonly steps: readonly ErasureStep[]
}

/** Has a further canary person erased, by `erase` if it goes otherwise than well, and looks for him everywhere. */
export async function eraseCanary(
  place: ErasurePlace,
  nth: number,
  erase: (place: ErasurePlace, id: string) => Promise<void> = askUntilTaken,
): Promise<ErasedCanary> {
  const { graph } = place
  const id = canaryIdOf(nth)
  await seedCanary(graph, nth)
  await tellOldEvents(graph, nth)
  await patient(graph).data(`query ($id: ID!) { customer(id: $id) { displayName } }`, { id }, { role: 'call-centre' })
  const stoodIn = await placesWith(place, nth)
  await erase(place, id)
  const { receipt } = await completed(patient(graph), id)
  const steps = await place.erasures.steps()
  const found = await placesWith(place, nth)
  await tellOldEvents(graph, nth)
  const { erasureReceiptHolds: receiptHolds } = await graph.data(
    `query ($receipt: String!) { erasureReceiptHolds(receipt: $receipt) }`,
    { receipt },
  )
  return { stoodIn, found, foundAgain: await placesWith(place, nth), receiptHolds, steps }
}

/** Has a person erased while somebody dies at a step of it, and is started again. */
export const breakingAt =
  (step: ErasureStep, killed: 'the subgraph' | 'PostgreSQL') =>
  async (place: ErasurePlace, id: string): Promise<void> => {
    const held = await place.erasures.holdAt(step)
    const asked = askUntilTaken(place, id)
    await held.reached()
    await (killed === 'PostgreSQL'
      ? place.subgraphs.killPostgres(() => held.release())
      : place.subgraphs.kill(step.subgraph, async () => {
          await held.release()
          await waitsFor(place, id, step)
        }))
    await asked
  }

/** An erasure is not complete without a subgraph that is away; nobody can say so while customer itself is. */
async function waitsFor({ graph }: ErasurePlace, id: string, { subgraph, what }: ErasureStep): Promise<void> {
  // A commit that was sent is done although its sender is dead.
  if (subgraph === 'customer' || what === 'COMMIT') return
  const { state, waitingFor } = await erasureOf(patient(graph), id)
  if (state !== 'PARTIAL' || !waitingFor.includes(subgraph))
    throw new Error(`without ${subgraph} the erasure of ${id} was ${state} and waited for ${waitingFor}`)
}

/** Asks for an erasure, under one key, until there is an answer. */
async function askUntilTaken({ graph }: ErasurePlace, id: string): Promise<void> {
  const idempotencyKey = fresh()
  for (;;) {
    const { data } = await requestErasure(graph, id, { idempotencyKey })
    if (data?.outcome?.__typename === 'RequestErasureSuccess') return
    if (data?.outcome) throw new Error(`the erasure of ${id} came to ${data.outcome.__typename}`)
    await pause(50)
  }
}

/** A graph that is asked again while the one who answers is away. */
const patient = ({ data }: ErasurePlace['graph']): Pick<TestGraph, 'data'> => ({
  async data(...question) {
    for (let tries = 0; ; tries++)
      try {
        return await data(...question)
      } catch (error) {
        if (tries === 200) throw error
        await pause(50)
      }
  },
})

/** The tables and keys of Redis in which something of a person stands; in Redis not his id either. */
async function placesWith({ graph, redisUrl }: ErasurePlace, nth: number): Promise<string[]> {
  const inRedis = await redisKeysWith(redisUrl, [...canaryWords, canaryIdOf(nth)])
  return [...(await tablesWith(graph, canaryWords)), ...inRedis.found]
}
