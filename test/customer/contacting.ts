import type { TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'
import { fresh } from './people.ts'

const requestContact = `mutation ($input: RequestContactInput!) {
  outcome: requestContact(input: $input) {
    __typename
    ... on RequestContactSuccess { grant {
      id customer { id } department purpose channel goal subject grantedTo open outcome dealer { id } expiresAt grantedAt
    } }
    ... on ContactRefused {
      message reason reasons possibleFrom
      lastContacts { department channel at subject by }
      openGrants { department channel since until subject by }
    }
    ... on CustomerUnknown { customerId }
  }
}`

const completeContact = `mutation ($input: CompleteContactInput!) {
  outcome: completeContact(input: $input) {
    __typename
    ... on CompleteContactSuccess { grant { open outcome note contactedAt cost { amount currency } gain { amount }
      touchpoint { id channel direction department summary source externalId } } }
    ... on ContactAlreadyCompleted { message grant { outcome } }
    ... on ContactGrantExpired { message grant { id } }
    ... on ContactGrantUnknown { grantId }
  }
}`

/** The two steps of a governed contact, as callers of departments take them. */
export function contacting(graph: TestGraph) {
  const request = async (who: object, given: object = {}, as: As = {}) => {
    const input = {
      idempotencyKey: fresh(),
      department: 'SALES',
      purpose: 'SALES_FOLLOW_UP',
      channel: 'EMAIL',
      goal: 'CONVERT',
      subject: 'The tender for twenty cars',
      ...who,
      ...given,
    }
    return (await graph.data(requestContact, { input }, as)).outcome
  }
  const complete = async (grantId: string, outcome: string, given: object = {}, as: As = {}) => {
    const input = { idempotencyKey: fresh(), grantId, outcome, ...given }
    return (await graph.data(completeContact, { input }, as)).outcome
  }
  return { request, complete }
}

export { completeContact, requestContact }
