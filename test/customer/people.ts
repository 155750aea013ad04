import { randomUUID } from 'node:crypto'
import type { TestGraph } from '../kit/graph.ts'

interface Person {
  readonly familyName?: string
  readonly givenName?: string
  readonly contactPoints?: readonly object[]
  readonly [fact: string]: unknown
}

/** A key that no other call has. */
export const fresh = (): string => randomUUID()

async function register(graph: TestGraph, facts: object): Promise<string> {
  const { registerCustomer } = await graph.data(
    `mutation ($input: RegisterCustomerInput!) {
      registerCustomer(input: $input) { ... on RegisterCustomerSuccess { customer { id } } }
    }`,
    { input: { idempotencyKey: fresh(), source: 'call-centre', ...facts } },
  )
  return registerCustomer.customer.id
}

/** Registers a person, 王小明 if nothing else is said, and gives the id. */
export const aPerson = (graph: TestGraph, person: Person = {}): Promise<string> =>
  register(graph, { kind: 'PERSON', familyName: '王', givenName: '小明', ...person })

/** Registers an organisation and gives the id. */
export const anOrganisation = (graph: TestGraph, organisationName = '上海出租汽车公司'): Promise<string> =>
  register(graph, { kind: 'ORGANISATION', organisationName, organisationType: 'FLEET' })

/** The payloads of the events of one type and key, in the order of their making. */
export async function eventsOf(graph: TestGraph, type: string, key: string): Promise<unknown[]> {
  const rows = await graph.sql(`select payload from platform.event where type = $1 and key = $2 order by id`, [
    type,
    key,
  ])
  return rows.map(row => row.payload)
}
