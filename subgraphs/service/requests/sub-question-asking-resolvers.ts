import { batched } from '#platform/batch.ts'
import { Fault } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { mutate } from '#platform/mutation.ts'
import { existing } from '#platform/rows.ts'
import type { Resolvers } from '#generated/service.ts'
import { textOf } from '../checked-input.ts'
import { requestEntity } from './request-entity.ts'
import {
  refuseClosed,
  requestNotFound,
  type RequestClosed,
  type RequestNotFound,
  type RequestSuccess,
} from './request-outcomes.ts'
import { findQuestions } from './request-parts-store.ts'
import { involve, lockRequest } from './request-writes.ts'
import { insertQuestions } from './sub-question-writes.ts'
import { tellOfRequest } from './tell-of-request.ts'

export interface SubQuestionsAsked extends RequestSuccess<'AskSubQuestionSuccess'> {
  readonly subQuestionIds: readonly string[]
}

type Outcome = SubQuestionsAsked | RequestClosed | RequestNotFound

const question = batched((ctx, ids: readonly string[]) => findQuestions(ctx.db, ids))

export const subQuestionAskingResolvers: Resolvers = {
  Mutation: {
    askSubQuestion(_, { input }, ctx) {
      const { requestId, questions } = input
      if (questions.length < 1 || questions.length > 20)
        throw new Fault('BAD_USER_INPUT', `questions are ${questions.length}; they can be 1 to 20.`)
      const asked = questions.map(each => ({
        id: newId('question'),
        department: each.department,
        question: textOf('question', each.question, 10_000),
      }))
      const departments = [...new Set(asked.map(each => each.department))]
      const { now: at, principal } = ctx
      return mutate(ctx, 'askSubQuestion', input, async (tx): Promise<Outcome> => {
        const request = await lockRequest(tx, requestId)
        if (request === undefined) return requestNotFound(requestId)
        const closed = refuseClosed(request)
        if (closed !== null) return closed
        await involve(tx, requestId, departments)
        await insertQuestions(tx, requestId, { asked, by: principal.name, at })
        const told = { departments, from: request.department, by: principal.name, at, subQuestions: asked }
        await tellOfRequest(tx, request, { kind: 'ASKED', ...told })
        return { __typename: 'AskSubQuestionSuccess', requestId, subQuestionIds: asked.map(each => each.id) }
      })
    },
  },
  AskSubQuestionSuccess: {
    request: ({ requestId }, _, ctx) => existing(requestEntity.by.id(ctx, requestId)),
    subQuestions: ({ subQuestionIds }, _, ctx) => Promise.all(subQuestionIds.map(id => existing(question(ctx, id)))),
  },
}
