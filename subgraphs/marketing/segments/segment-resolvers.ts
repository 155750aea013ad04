import type { Resolvers } from '#generated/marketing.ts'
import { batched } from '#platform/batch.ts'
import { connection, pageOf, type Page } from '#platform/connection.ts'
import { countMembers, drawMembers, pageOfMembers } from './membership-store.ts'
import { segmentEntity } from './segment-entity.ts'
import { findVersions, listSegments } from './segment-store.ts'

const versions = batched((ctx, ids: readonly string[]) => findVersions(ctx.db, ids))
const size = batched((ctx, ids: readonly string[]) => countMembers(ctx.db, ids))
const drawnMembers = batched((ctx, ids: readonly string[]) => drawMembers(ctx.db, ids))
const members = batched((ctx, ids: readonly string[], page: Page) => pageOfMembers(ctx.db, ids, page))

export const segmentResolvers: Resolvers = {
  Query: {
    segment: (_, { id }, ctx) => segmentEntity.by.id(ctx, id),
    async segments(_, args, ctx) {
      const page = pageOf(args)
      const rows = await listSegments(ctx.db, page)
      return connection(rows, page, row => ({ sort: row.definedAt.toISOString(), id: row.id }))
    },
  },
  Segment: {
    versions: ({ id }, _, ctx) => versions(ctx, id),
    size: ({ id }, _, ctx) => size(ctx, id),
    drawnMemberIds: ({ id }, _, ctx) => drawnMembers(ctx, id),
    members: ({ id }, args, ctx) => members(ctx, id, pageOf(args)),
  },
}
