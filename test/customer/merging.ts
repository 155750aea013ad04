import type { TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'
import { fresh } from './people.ts'

interface Merging {
  readonly choices?: readonly object[]
  readonly reason?: string
  readonly idempotencyKey?: string
  readonly as?: As
}

/** Merges one record into another and gives what the graph answers. */
export const merge = (
  graph: TestGraph,
  mergedId: string,
  survivorId: string,
  { choices = [], reason = 'same telephone', idempotencyKey = fresh(), as = {} }: Merging = {},
) =>
  graph.ask(
    `mutation ($input: MergeCustomersInput!) { outcome: mergeCustomers(input: $input) {
      __typename
      ... on MergeCustomersSuccess { customer { id } merge {
        id mergedId survivor { id } reason decisions { field kept rule } mergedBy unmergedAt
      } }
      ... on CustomersNotMergeable { because }
      ... on CustomerUnknown { customerId }
      ... on CustomerFactsRefused { fields }
    } }`,
    { input: { idempotencyKey, survivorId, mergedId, choices, reason } },
    as,
  )

/** Merges, which must succeed, waits until all subgraphs know, and gives the merge. */
export async function merged(graph: TestGraph, mergedId: string, survivorId: string, merging: Merging = {}) {
  const { data } = await merge(graph, mergedId, survivorId, merging)
  if (data.outcome.__typename !== 'MergeCustomersSuccess') throw new Error(JSON.stringify(data.outcome))
  await graph.settled()
  return data.outcome.merge
}

/** Undoes a merge and gives what the graph answers, once all subgraphs know. */
export async function unmerge(graph: TestGraph, mergeId: string, { idempotencyKey = fresh(), as = {} }: Merging = {}) {
  const answer = await graph.ask(
    `mutation ($input: UnmergeCustomersInput!) { outcome: unmergeCustomers(input: $input) {
      __typename
      ... on UnmergeCustomersSuccess { survivor { id } restored { id } merge { unmergedBy } }
      ... on MergeNotUndoable { because }
      ... on MergeUnknown { mergeId }
    } }`,
    { input: { idempotencyKey, mergeId } },
    as,
  )
  await graph.settled()
  return answer
}

// What tells of the calls and events themselves, and of changes to departments: those of merges too.
const ofCalls = [
  'event',
  'delivery',
  'subscription',
  'mutation_call',
  'customer_merge',
  'migration',
  'access_book',
  'access_entry',
  'notice',
]

/** Every row of every table, by table: but for those about the calls. */
export async function everything(graph: TestGraph): Promise<Record<string, unknown>> {
  const tables = await graph.sql<{ name: string }>(
    `select format('%I.%I', relnamespace::regnamespace, relname) as name from pg_class
     where relkind = 'r' and relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
       and relname <> all($1) order by 1`,
    [ofCalls],
  )
  const contents = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await graph.sql(`select to_jsonb(line) as line from ${name} as line order by to_jsonb(line)::text`)
      return [name, rows.map(({ line }) => line)] as const
    }),
  )
  return Object.fromEntries(contents)
}

/** Changes facts of a customer. */
export const change = (graph: TestGraph, input: object) =>
  graph.data(`mutation ($input: ChangeCustomerInput!) { changeCustomer(input: $input) { __typename } }`, {
    input: { idempotencyKey: fresh(), source: 'call-centre', ...input },
  })

/** Asks for fields of a customer by an id that he has or had. */
export const customer = async (graph: TestGraph, id: string, fields: string, as: As = {}) =>
  (await graph.data(`query ($id: ID!) { customer(id: $id) { ${fields} } }`, { id }, as)).customer

export const outcomeOf = async (answer: Promise<{ data: any }>) => (await answer).data.outcome
export const phone = (value: string) => ({ kind: 'PHONE', value })
