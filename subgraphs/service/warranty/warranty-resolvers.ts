import { batched } from '#platform/batch.ts'
import type { Resolvers } from '#generated/service.ts'
import { coverOf } from './warranty-store.ts'
import { warrantyOf } from './warranty.ts'

// Of any car that comes to a workshop: who sold it and who owns it is left out.
const coverage = batched((ctx, vins: readonly string[]) => coverOf(ctx.db.as('system'), vins))

export const warrantyResolvers: Resolvers = {
  Vehicle: {
    async warranty({ vin }, _, ctx) {
      const cover = vin == null ? null : await coverage(ctx, vin)
      return cover === null ? null : warrantyOf(cover, ctx.now.toISOString().slice(0, 10))
    },
  },
}
