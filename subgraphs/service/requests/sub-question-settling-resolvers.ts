import { mutate } from '#platform/mutation.ts'
import { existing } from '#platform/rows.ts'
import type { Resolvers } from '#generated/service.ts'
import { textOf } from '../checked-input.ts'
import { requestEntity } from './request-entity.ts'
import { settleSubQuestion, type SettlementOutcome } from './settle-sub-question.ts'

export const subQuestionSettlingResolvers: Resolvers = {
  Mutation: {
    answerSubQuestion(_, { input }, ctx) {
      const { subQuestionId } = input
      const text = textOf('answer', input.answer, 10_000)
      const settlement = { status: 'ANSWERED' as const, text, by: ctx.principal.name, at: ctx.now }
      return mutate(ctx, 'answerSubQuestion', input, (tx): Promise<SettlementOutcome<'AnswerSubQuestionSuccess'>> =>
        settleSubQuestion(tx, subQuestionId, { settlement, success: 'AnswerSubQuestionSuccess' }),
      )
    },
    waiveSubQuestion(_, { input }, ctx) {
      const { subQuestionId } = input
      const text = textOf('reason', input.reason, 2000)
      const settlement = { status: 'WAIVED' as const, text, by: ctx.principal.name, at: ctx.now }
      return mutate(ctx, 'waiveSubQuestion', input, (tx): Promise<SettlementOutcome<'WaiveSubQuestionSuccess'>> =>
        settleSubQuestion(tx, subQuestionId, { settlement, success: 'WaiveSubQuestionSuccess' }),
      )
    },
  },
  AnswerSubQuestionSuccess: { request: ({ requestId }, _, ctx) => existing(requestEntity.by.id(ctx, requestId)) },
  WaiveSubQuestionSuccess: { request: ({ requestId }, _, ctx) => existing(requestEntity.by.id(ctx, requestId)) },
}
