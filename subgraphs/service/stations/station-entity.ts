import { entity } from '#platform/entity.ts'
import { findStations } from './station-store.ts'

export const stationEntity = entity('ServiceStation', { id: (ctx, ids) => findStations(ctx.db, ids) })
