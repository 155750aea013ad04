import { entity } from '#platform/entity.ts'
import { findTerritories } from './territory-store.ts'

export const territoryEntity = entity('Territory', { id: (ctx, ids) => findTerritories(ctx.db, ids) })
