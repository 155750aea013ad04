import type { Resolvers } from '#generated/customer.ts'
import { batched } from '#platform/batch.ts'
import { Fault } from '#platform/errors.ts'
import { customerEntity } from '../profile/customer-entity.ts'
import { findCalibrations } from './calibration-store.ts'
import { profitOfChannels } from './channel-profit-store.ts'
import { statePreference } from './state-preference.ts'

const calibrationOf = batched((ctx, ids: readonly string[]) => findCalibrations(ctx.db, ids, ctx.now))

const money = (amount: string | null, currency: string | null) =>
  amount === null || currency === null ? null : { amount, currency }

export const calibrationResolvers: Resolvers = {
  Query: {
    channelProfit(_, { from, until }, { db }) {
      if (until <= from) throw new Fault('BAD_USER_INPUT', 'until does not lie after from.')
      return profitOfChannels(db, from, until)
    },
  },
  Mutation: { statePreferredChannel: (_, { input }, ctx) => statePreference(ctx, input) },
  StatePreferredChannelSuccess: { customer: ({ customerId }, _, ctx) => customerEntity.by.id(ctx, customerId) },
  Customer: { channelCalibration: ({ id }, _, ctx) => calibrationOf(ctx, id) },
  ChannelProfit: {
    cost: ({ cost, currency }) => money(cost, currency),
    gain: ({ gain, currency }) => money(gain, currency),
    profit: ({ profit, currency }) => money(profit, currency),
  },
}
