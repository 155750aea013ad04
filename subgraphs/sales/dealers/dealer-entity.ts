import { entity } from '#platform/entity.ts'
import { findDealers } from './dealer-store.ts'

export const dealerEntity = entity('Dealer', { id: (ctx, ids) => findDealers(ctx.db, ids) })
