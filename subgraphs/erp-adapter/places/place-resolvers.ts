import type { Resolvers } from '#generated/erp-adapter.ts'
import { stationsOf } from './place-entities.ts'
import { allPlants } from './place-store.ts'

export const placeResolvers: Resolvers = {
  Query: {
    plants: (_, __, ctx) => allPlants(ctx.db),
  },
  Place: {
    dealer: ({ dealerId }) => (dealerId === null ? null : { id: dealerId }),
  },
  Plant: {
    stations: ({ id }, _, ctx) => stationsOf(ctx, id),
  },
}
