import type { Resolvers } from '#generated/erp-adapter.ts'
import { batched } from '#platform/batch.ts'
import { pageOf, type PageArgs } from '#platform/connection.ts'
import type { Context } from '#platform/context.ts'
import { mutate } from '#platform/mutation.ts'
import { existing } from '#platform/rows.ts'
import { dealerScope } from '../places/dealer-scope.ts'
import { placeNamed } from '../places/place-entities.ts'
import { findMovements, pagesOfMovements, type MovementRow } from './movement-store.ts'
import { partNamed, stockOfPart } from './part-entity.ts'
import { readMovement } from './part-movement.ts'
import { recordMovement } from './record-movement.ts'

/** A movement named by an outcome, which holds the id alone. */
export interface NamedMovement {
  readonly id: string
}

const movementOf = batched((ctx, ids: readonly string[]) => findMovements(ctx.db, ids))
const movement = ({ id }: NamedMovement, _: unknown, ctx: Context): Promise<MovementRow> =>
  existing(movementOf(ctx, id))

const movementsOfPart = batched((ctx, partNumbers: readonly string[], args: PageArgs) =>
  pagesOfMovements(ctx.db, partNumbers, { dealerId: dealerScope(ctx.principal), page: pageOf(args) }),
)

export const movementResolvers: Resolvers = {
  Mutation: {
    recordPartMovement(_, { input }, ctx) {
      const told = readMovement(input)
      return mutate(ctx, 'recordPartMovement', input, tx =>
        recordMovement(tx, told, { principal: ctx.principal, at: ctx.now }),
      )
    },
  },
  Part: { movements: ({ number }, args, ctx) => movementsOfPart(ctx, number, args) },
  PartMovement: { part: partNamed, place: ({ placeId }, _, ctx) => placeNamed(ctx, placeId) },
  RecordPartMovementSuccess: {
    movement,
    async stock(named, _, ctx) {
      const { partNumber, placeId } = await movement(named, _, ctx)
      const stock = (await stockOfPart(ctx, partNumber))?.find(each => each.placeId === placeId)
      if (stock === undefined) throw new Error('a movement is of a stock that is not there')
      return stock
    },
  },
}
