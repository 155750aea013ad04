import { expect } from 'vitest'
import { fresh } from '../customer/people.ts'
import type { TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'

const fields = `customerId ground state completedAt waitingFor givenUpBy receipt items { subgraph item outcome rows legalBasis until }`

/** Asks for a person's erasure. */
export const requestErasure = async (
  graph: TestGraph,
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
export const erasureOf = async (graph: TestGraph, customerId: string, as: As = {}) =>
  (await graph.data(`query ($id: ID!) { erasure(customerId: $id) { ${fields} } }`, { id: customerId }, as)).erasure

/** Waits until all subgraphs have done their part. */
export async function completed(graph: TestGraph, customerId: string): Promise<any> {
  await expect.poll(async () => (await erasureOf(graph, customerId)).state, { timeout: 60_000 }).toBe('COMPLETE')
  return erasureOf(graph, customerId)
}

/** The tables in which one of the words stands, in any column of any type. */
export async function tablesWith(graph: TestGraph, words: readonly string[]): Promise<string[]> {
  const tables = await graph.sql<{ name: string }>(
    `select format('%I.%I', relnamespace::regnamespace::text, relname) as name from pg_class
     where relkind = 'r' and relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')`,
  )
  const sought = [...words, ...words.map(word => Buffer.from(word).toString('hex'))]
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const hits = await graph.sql(
        `select from ${name} as line where exists (select from unnest($1::text[]) as word where strpos(line::text, word) > 0) limit 1`,
        [sought],
      )
      return hits.length > 0 ? [name] : []
    }),
  )
  return found.flat().toSorted()
}
