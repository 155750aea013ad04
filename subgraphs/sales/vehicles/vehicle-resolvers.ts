import { batched } from '#platform/batch.ts'
import { connection, pageOf } from '#platform/connection.ts'
import type { Resolvers } from '#generated/sales.ts'
import { findParticipantsOf } from '../ownership/participant-store.ts'
import { salesOf } from '../retail-sales/retail-sale-entity.ts'
import { findPlates, findVinsOfPlates } from './plate-store.ts'
import { normalisedPlate } from './plate.ts'

const plateOf = batched((ctx, vins: readonly string[]) => findPlates(ctx.db, vins))
const vinOfPlate = batched((ctx, plates: readonly string[]) => findVinsOfPlates(ctx.db, plates))
const ownersOf = batched((ctx, vins: readonly string[], current: boolean | null) =>
  findParticipantsOf(ctx.db, vins, { current, now: ctx.now }),
)

// A car without a VIN is not built yet: it has neither plate nor sale nor owner.
export const vehicleResolvers: Resolvers = {
  Query: {
    async vehicleByPlate(_, { plate }, ctx) {
      const vin = await vinOfPlate(ctx, normalisedPlate(plate))
      return vin === null ? null : { vin }
    },
  },
  Vehicle: {
    plate: ({ vin }, _, ctx) => (vin == null ? null : plateOf(ctx, vin)),
    sales(vehicle, args, ctx) {
      const page = pageOf(args)
      return vehicle.vin == null ? connection([], page, () => ({ sort: '', id: '' })) : salesOf(ctx, vehicle.vin, page)
    },
    owners: ({ vin }, { current }, ctx) => (vin == null ? [] : ownersOf(ctx, vin, current ?? null)),
  },
}
