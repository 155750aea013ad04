import { mutate } from '#platform/mutation.ts'
import { existing } from '#platform/rows.ts'
import type { Resolvers } from '#generated/service.ts'
import { textOf } from '../checked-input.ts'
import { closeRequest } from './close-request.ts'
import { readRatings } from './read-ratings.ts'
import { requestEntity } from './request-entity.ts'
import {
  requestNotFound,
  type RequestNotFound,
  type RequestStillOpen,
  type RequestSuccess,
} from './request-outcomes.ts'
import { lockRequest, reopenLocked } from './request-writes.ts'
import { enterStep } from './step-writes.ts'
import { tellOfRequest } from './tell-of-request.ts'

type Reopening = RequestSuccess<'ReopenRequestSuccess'> | RequestStillOpen | RequestNotFound

export const requestClosingResolvers: Resolvers = {
  Mutation: {
    closeRequest(_, { input }, ctx) {
      const { requestId } = input
      const answer = textOf('answer', input.answer, 10_000)
      const ratings = readRatings(input.ratings)
      const closing = { requestId, answer, ratings, by: ctx.principal.name, at: ctx.now }
      return mutate(ctx, 'closeRequest', input, tx => closeRequest(tx, closing))
    },
    reopenRequest(_, { input }, ctx) {
      const { requestId } = input
      const note = textOf('reason', input.reason, 2000)
      const { now: at, principal } = ctx
      return mutate(ctx, 'reopenRequest', input, async (tx): Promise<Reopening> => {
        const request = await lockRequest(tx, requestId)
        if (request === undefined) return requestNotFound(requestId)
        if (request.status === 'OPEN')
          return { __typename: 'RequestStillOpen', message: 'The request is not closed yet.', requestId }
        const { department } = request
        await reopenLocked(tx, requestId)
        await enterStep(tx, requestId, { department, at, by: principal.name, note })
        const told = { departments: [department], from: department, by: principal.name, at }
        await tellOfRequest(tx, request, { kind: 'REOPENED', ...told })
        return { __typename: 'ReopenRequestSuccess', requestId }
      })
    },
  },
  CloseRequestSuccess: { request: ({ requestId }, _, ctx) => existing(requestEntity.by.id(ctx, requestId)) },
  ReopenRequestSuccess: { request: ({ requestId }, _, ctx) => existing(requestEntity.by.id(ctx, requestId)) },
  RequestStillOpen: { request: ({ requestId }, _, ctx) => existing(requestEntity.by.id(ctx, requestId)) },
}
