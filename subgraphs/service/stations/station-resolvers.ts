import { batched } from '#platform/batch.ts'
import { connection, pageOf } from '#platform/connection.ts'
import type { Resolvers } from '#generated/service.ts'
import { listStations, openingHoursOf, stationsOfDealers } from './station-store.ts'
import { stationEntity } from './station-entity.ts'
import { weekdays } from './station.ts'

const openingHours = batched((ctx, ids: readonly string[]) => openingHoursOf(ctx.db, ids))
const dealerStations = batched((ctx, ids: readonly string[]) => stationsOfDealers(ctx.db, ids))

export const stationResolvers: Resolvers = {
  Query: {
    serviceStation: (_, { id }, ctx) => stationEntity.by.id(ctx, id),
    async serviceStations(_, { filter, ...args }, ctx) {
      const page = pageOf(args)
      const rows = await listStations(ctx.db, filter ?? {}, page)
      return connection(rows, page, row => ({ sort: row.name, id: row.id }))
    },
  },
  ServiceStation: {
    dealer: ({ dealerId }) => ({ id: dealerId }),
    openingHours: ({ id }, _, ctx) => openingHours(ctx, id),
  },
  OpeningHours: {
    weekday: ({ weekday }) => weekdays[weekday - 1] ?? 'MONDAY',
  },
  Dealer: {
    stations: ({ id }, _, ctx) => (id === undefined ? null : dealerStations(ctx, id)),
  },
}
