import { batched } from '#platform/batch.ts'
import { entity } from '#platform/entity.ts'
import { findParts, findPartStocks } from './part-store.ts'

export const partEntity = entity('Part', { number: (ctx, numbers) => findParts(ctx.db, numbers) })

/** How much of a part is where, by place. */
export const stockOfPart = batched((ctx, numbers: readonly string[]) => findPartStocks(ctx.db, numbers))
