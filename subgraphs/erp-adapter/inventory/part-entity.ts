import { batched } from '#platform/batch.ts'
import type { Context } from '#platform/context.ts'
import { entity } from '#platform/entity.ts'
import { existing } from '#platform/rows.ts'
import { findParts, findPartStocks, type PartRow } from './part-store.ts'

export const partEntity = entity('Part', { number: (ctx, numbers) => findParts(ctx.db, numbers) })

/** How much of a part is where, by place. */
export const stockOfPart = batched((ctx, numbers: readonly string[]) => findPartStocks(ctx.db, numbers))

/** The part that another row names. */
export const partNamed = (
  { partNumber }: { readonly partNumber: string },
  _: unknown,
  ctx: Context,
): Promise<PartRow> => existing(partEntity.by.number(ctx, partNumber))
