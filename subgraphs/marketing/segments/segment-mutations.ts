import type { Resolvers } from '#generated/marketing.ts'
import type { Context } from '#platform/context.ts'
import { mutate } from '#platform/mutation.ts'
import { existing } from '#platform/rows.ts'
import { defineSegment } from './define-segment.ts'
import { refreshSegment } from './refresh-segment.ts'
import { reviseSegment } from './revise-segment.ts'
import { segmentEntity } from './segment-entity.ts'

const withSegment = {
  segment: async ({ segmentId }: { readonly segmentId: string }, _: object, ctx: Context) =>
    existing(segmentEntity.by.id(ctx, segmentId)),
}

export const segmentMutations: Resolvers = {
  Mutation: {
    defineSegment: (_, { input }, ctx) => mutate(ctx, 'defineSegment', input, tx => defineSegment(tx, input, ctx)),
    reviseSegment: (_, { input }, ctx) => mutate(ctx, 'reviseSegment', input, tx => reviseSegment(tx, input, ctx)),
    refreshSegment: (_, { input }, ctx) =>
      mutate(ctx, 'refreshSegment', input, tx => refreshSegment(tx, input.segmentId, ctx.now)),
  },
  DefineSegmentSuccess: withSegment,
  ReviseSegmentSuccess: withSegment,
  RefreshSegmentSuccess: withSegment,
  SegmentNameTaken: withSegment,
}
