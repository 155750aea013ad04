import { z } from 'zod'
import type { Resolvers } from '#generated/erp-adapter.ts'
import { batched } from '#platform/batch.ts'
import { Fault } from '#platform/errors.ts'
import { mutate } from '#platform/mutation.ts'
import { answerKey, findAnswers } from './answer-store.ts'
import { demandPlanner } from './may-plan.ts'
import { planNamed } from './plan-resolvers.ts'
import { answeredLines, type AnsweredLine } from './supplier-answer.ts'
import { takeAnswer } from './take-answer.ts'

const answerOf = batched((ctx, keys: readonly string[]) => findAnswers(ctx.db, keys))

function readLines(lines: unknown): readonly AnsweredLine[] {
  const read = answeredLines.safeParse(lines)
  if (read.success) return read.data
  throw new Fault('BAD_USER_INPUT', `lines can’t be read: ${z.prettifyError(read.error)}`)
}

export const answerResolvers: Resolvers = {
  Mutation: {
    answerMaterialLines(_, { input }, ctx) {
      demandPlanner(ctx.principal)
      const { planId, supplierId } = input
      const answer = { planId, supplierId, by: ctx.principal.name, lines: readLines(input.lines) }
      return mutate(ctx, 'answerMaterialLines', input, tx => takeAnswer(tx, answer, ctx.now))
    },
  },
  MaterialLine: { answer: (line, _, ctx) => answerOf(ctx, answerKey(line)) },
  AnswerMaterialLinesSuccess: { plan: planNamed },
  MaterialPlanNotInForce: { plan: planNamed },
}
