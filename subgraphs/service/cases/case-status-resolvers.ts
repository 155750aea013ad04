import { Fault } from '#platform/errors.ts'
import { mutate } from '#platform/mutation.ts'
import type { Resolvers } from '#generated/service.ts'
import { optionalTextOf, textOf } from '../checked-input.ts'
import { existing } from '#platform/rows.ts'
import { caseEntity } from './case-entity.ts'
import { changeStatus, type StatusOutcome } from './change-status.ts'

export const caseStatusResolvers: Resolvers = {
  Mutation: {
    changeCaseStatus(_, { input }, ctx) {
      const { caseId, status } = input
      if (status === 'SOLVED') throw new Fault('BAD_USER_INPUT', 'A case is solved with its resolution: use solveCase.')
      const note = optionalTextOf('note', input.note, 2000)
      const move = { status, note, at: ctx.now, by: ctx.principal.name }
      return mutate(ctx, 'changeCaseStatus', input, (tx): Promise<StatusOutcome<'ChangeCaseStatusSuccess'>> =>
        changeStatus(tx, { caseId, move, success: 'ChangeCaseStatusSuccess' }),
      )
    },
    solveCase(_, { input }, ctx) {
      const { caseId } = input
      const resolution = textOf('resolution', input.resolution, 10_000)
      const move = { status: 'SOLVED' as const, resolution, at: ctx.now, by: ctx.principal.name }
      return mutate(ctx, 'solveCase', input, (tx): Promise<StatusOutcome<'SolveCaseSuccess'>> =>
        changeStatus(tx, { caseId, move, success: 'SolveCaseSuccess' }),
      )
    },
  },
  ChangeCaseStatusSuccess: {
    case: ({ caseId }, _, ctx) => existing(caseEntity.by.id(ctx, caseId)),
  },
  SolveCaseSuccess: {
    case: ({ caseId }, _, ctx) => existing(caseEntity.by.id(ctx, caseId)),
  },
}
