import type { Resolvers } from '#generated/marketing.ts'
import { readTiers } from './pyramid-store.ts'

export const pyramidResolvers: Resolvers = {
  Query: {
    async valuePyramid(_, { currency }, ctx) {
      const rows = await readTiers(ctx.db, currency)
      const money = (amount: string) => ({ amount, currency })
      return {
        customers: rows[0]?.allCustomers ?? 0,
        revenue: money(rows[0]?.allRevenue ?? '0.00'),
        tiers: rows.map(row => ({
          tier: row.tier,
          customers: row.customers,
          customerShare: row.customerShare,
          revenue: money(row.revenue),
          revenueShare: row.revenueShare,
          leastSpend: row.leastSpend === null ? null : money(row.leastSpend),
        })),
      }
    },
  },
}
