import { batched } from '#platform/batch.ts'
import type { Resolvers } from '#generated/service.ts'
import { existing } from '#platform/rows.ts'
import { slotsOfStations, type Span } from './slot-store.ts'
import { checkSlotSpan } from './slot.ts'
import { stationEntity } from './station-entity.ts'

const slots = batched((ctx, ids: readonly string[], span: Span) => slotsOfStations(ctx.db, ids, span))

export const slotResolvers: Resolvers = {
  ServiceStation: {
    slots({ id }, { from, until }, ctx) {
      checkSlotSpan(from, until)
      return slots(ctx, id, { from, until })
    },
  },
  ServiceSlot: {
    station: ({ stationId }, _, ctx) => existing(stationEntity.by.id(ctx, stationId)),
    free: ({ capacity, booked }) => capacity - booked,
  },
}
