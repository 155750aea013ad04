import type { Resolvers } from '#generated/erp-adapter.ts'
import { batched } from '#platform/batch.ts'
import { connection, pageOf } from '#platform/connection.ts'
import type { Context } from '#platform/context.ts'
import type { PlaceRow } from '../places/place.ts'
import { placeNamed } from '../places/place-entities.ts'
import type { VehicleRow } from '../vehicles/vehicle-store.ts'
import { findSkippedStations, pageOfSkipped } from './skipped-stations.ts'

const skippedOf = batched((ctx, numbers: readonly string[]) => findSkippedStations(ctx.db, numbers))

const stations = async ({ productionNumber }: VehicleRow, _: unknown, ctx: Context): Promise<readonly PlaceRow[]> =>
  Promise.all(((await skippedOf(ctx, productionNumber)) ?? []).map(({ stationId }) => placeNamed(ctx, stationId)))

export const skippedResolvers: Resolvers = {
  Query: {
    async skippedStations(_, args, ctx) {
      const page = pageOf(args)
      const rows = await pageOfSkipped(ctx.db, page)
      return connection(rows, page, row => ({ sort: row.statusSince.toISOString(), id: row.productionNumber }))
    },
  },
  ProductionOrder: { skippedStations: stations },
  SkippedStationAlarm: { productionOrder: vehicle => vehicle, stations },
}
