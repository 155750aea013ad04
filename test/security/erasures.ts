import { setTimeout as pause } from 'node:timers/promises'
import { fresh } from '../customer/people.ts'
import type { TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'

const fields = `customerId ground state completedAt waitingFor givenUpBy receipt items { subgraph item outcome rows legalBasis until }`

/** Asks for a person's erasure. */
export const requestErasure = async (
  graph: Pick<TestGraph, 'ask'>,
  customerId: string,
  { as = {}, idempotencyKey = fresh() }: { as?: As; idempotencyKey?: string } = {},
) =>
  graph.ask(
    `mutation ($input: RequestErasureInput!) { outcome: requestErasure(input: $input) {
      __typename
      ... on RequestErasureSuccess { erasure { ${fields} } }
      ... on ErasureAlreadyRequested { message erasure { customerId } }
      ... on CustomerIsNoPerson { message customerId }
      ... on CustomerUnknown { customerId }
    } }`,
    { input: { idempotencyKey, customerId } },
    as,
  )

/** How far a person's erasure has come. */
export const erasureOf = async (graph: Pick<TestGraph, 'data'>, customerId: string, as: As = {}) =>
  (await graph.data(`query ($id: ID!) { erasure(customerId: $id) { ${fields} } }`, { id: customerId }, as)).erasure

/** Waits until all subgraphs have done their part, for a minute at the most. */
export async function completed(graph: Pick<TestGraph, 'data'>, customerId: string): Promise<any> {
  const deadline = Date.now() + 60_000
  for (;;) {
    const erasure = await erasureOf(graph, customerId)
    if (erasure.state === 'COMPLETE') return erasure
    if (Date.now() > deadline) throw new Error(`the erasure is not complete: ${JSON.stringify(erasure)}`)
    await pause(20)
  }
}
