import { fresh } from '../customer/people.ts'
import type { TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'

const fields = `customerId state requestedAt completedAt expiresAt waitingFor document`

/** Asks for what is held of a person. */
export const requestExport = async (graph: TestGraph, customerId: string, as: As = {}) =>
  graph.ask(
    `mutation ($input: ExportPersonalDataInput!) { outcome: exportPersonalData(input: $input) {
      __typename
      ... on ExportPersonalDataSuccess { export { customerId } }
      ... on CustomerIsNoPerson { customerId }
      ... on CustomerUnknown { customerId }
    } }`,
    { input: { idempotencyKey: fresh(), customerId } },
    as,
  )

/** How far the newest export of a person has come. */
export const exportOf = async (graph: TestGraph, customerId: string, as: As = {}) =>
  (
    await graph.data(
      `query Mine($id: ID!) { personalDataExport(customerId: $id) { ${fields} } }`,
      { id: customerId },
      as,
    )
  ).personalDataExport
