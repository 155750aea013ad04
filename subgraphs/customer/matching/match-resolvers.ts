import type { QueryMatchCustomerArgs, Resolvers } from '#generated/customer.ts'
import { batched } from '#platform/batch.ts'
import { Fault } from '#platform/errors.ts'
import { readReaches } from '../contact-points/read-reach.ts'
import { optional } from '../input/text.ts'
import { matchKeysOf, type MatchKey } from './match-keys.ts'
import { findDuplicates, findMatches } from './match-store.ts'
import { scoreWithin } from './score-within.ts'

const most = 50
const duplicatesOf = batched((ctx, ids: readonly string[]) => findDuplicates(ctx.db, ids))

export const matchResolvers: Resolvers = {
  Query: {
    async matchCustomer(_, { input, minScore, first }, ctx) {
      const least = scoreWithin(minScore)
      if (first < 1 || first > most) throw new Fault('BAD_USER_INPUT', `first is ${first}; it can be 1 to ${most}.`)
      const matches = await findMatches(ctx.db, keysOf(input))
      return matches.filter(({ score }) => score >= least).slice(0, first)
    },
  },
  Customer: {
    async duplicateCandidates({ id }, { minScore }, ctx) {
      const least = scoreWithin(minScore)
      return ((await duplicatesOf(ctx, id)) ?? []).filter(({ score }) => score >= least).slice(0, most)
    },
  },
}

function keysOf(input: QueryMatchCustomerArgs['input']): MatchKey[] {
  const facts = {
    familyName: optional('familyName', input.familyName ?? null),
    givenName: optional('givenName', input.givenName ?? null),
    organisationName: optional('organisationName', input.organisationName ?? null),
    birthDate: input.birthDate ?? null,
  }
  const keys = matchKeysOf(facts, readReaches(input.contactPoints))
  if (keys.length === 0) throw new Fault('BAD_USER_INPUT', 'input says nothing that a customer can be found by.')
  return keys
}
