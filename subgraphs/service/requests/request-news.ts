import type { z } from 'zod'
import type { Resolvers } from '#generated/service.ts'
import { batched } from '#platform/batch.ts'
import type { Context } from '#platform/context.ts'
import { requestMoved } from '#platform/event-catalogue.ts'
import { existing } from '#platform/rows.ts'
import { mapped } from '#platform/stream.ts'
import { requestEntity } from './request-entity.ts'
import { findQuestions } from './request-parts-store.ts'
import type { DepartmentRequest } from './request.ts'

type Moved = z.infer<typeof requestMoved.payload>

/** A move that is told, with the request as its subscriber sees it. */
export interface RequestMove extends Moved {
  readonly request: DepartmentRequest
}

const question = batched((ctx, ids: readonly string[]) => findQuestions(ctx.db, ids))

export const requestNewsResolvers: Resolvers = {
  Subscription: {
    requestMoved: {
      async subscribe(_, { id, department }, { live }) {
        const moves = await live.of(
          requestMoved,
          move =>
            (id == null || move.requestId === id) &&
            (department == null || move.department === department || move.from === department),
        )
        return mapped(moves, async ({ payload }) => payload)
      },
      async resolve(moved: Moved, _: unknown, ctx: Context): Promise<RequestMove | null> {
        const request = await requestEntity.by.id(ctx, moved.requestId)
        return request === null ? null : { ...moved, request }
      },
    },
  },
  RequestMove: {
    at: ({ at }) => new Date(at),
    subQuestions: ({ subQuestionIds }, _, ctx) => Promise.all(subQuestionIds.map(id => existing(question(ctx, id)))),
  },
}
