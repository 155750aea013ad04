import type { Resolvers } from '#generated/charging.ts'
import { batched } from '#platform/batch.ts'
import { findAccounts } from './account-store.ts'

const accountOf = batched((ctx, vins: readonly string[]) => findAccounts(ctx.db, vins))

export const accountResolvers: Resolvers = {
  Vehicle: {
    chargingAccount: ({ vin }, _, ctx) => (vin == null ? null : accountOf(ctx, vin)),
  },
  ChargingAccount: {
    holder: ({ customerId }) => ({ id: customerId }),
  },
}
