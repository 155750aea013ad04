import { batched } from '#platform/batch.ts'
import { pageOf } from '#platform/connection.ts'
import { Fault } from '#platform/errors.ts'
import type { Resolvers } from '#generated/sales.ts'
import { territoryEntity } from '../territories/territory-entity.ts'
import { dealerEntity } from './dealer-entity.ts'
import { findContracts, listDealers } from './dealer-store.ts'
import { findScorecards, type Period } from './scorecard-store.ts'

const contractOf = batched((ctx, ids: readonly string[]) => findContracts(ctx.db, ids, ctx.now))
const scorecardOf = batched((ctx, ids: readonly string[], period: Period) => findScorecards(ctx.db, ids, period))

export const dealerResolvers: Resolvers = {
  Query: {
    dealer: (_, { id }, ctx) => dealerEntity.by.id(ctx, id),
    async dealers(_, { filter, ...args }, ctx) {
      const page = pageOf(args)
      return listDealers(ctx.db, filter ?? {}, page)
    },
  },
  Dealer: {
    address: ({ street, postalCode, city, region, country }) => ({ street, postalCode, city, region, country }),
    territory: (dealer, _, ctx) => territoryEntity.by.id(ctx, dealer.territoryId),
    contract: (dealer, _, ctx) => contractOf(ctx, dealer.id),
    scorecard(dealer, { from, until }, ctx) {
      if (until <= from) throw new Fault('BAD_USER_INPUT', 'until must be after from.')
      return scorecardOf(ctx, dealer.id, { from, until })
    },
  },
}
