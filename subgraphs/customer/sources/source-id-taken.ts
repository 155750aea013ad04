import type { SourceId } from './source-id.ts'

/** The refusal to take an id of another system for a customer whose it isn't. */
export const sourceIdTaken = ({ source, externalId }: SourceId, customerId: string) => ({
  __typename: 'SourceIdTaken' as const,
  message: `In ${source}, ${externalId} is another customer.`,
  source,
  externalId,
  customerId,
})
