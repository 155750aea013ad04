import type { Resolvers } from '#generated/marketing.ts'
import { batched } from '#platform/batch.ts'
import { connection, pageOf, type Page } from '#platform/connection.ts'
import { segmentEntity } from '../segments/segment-entity.ts'
import { pageOfCampaignMessages } from '../messages/message-store.ts'
import { existing } from '#platform/rows.ts'
import { campaignEntity } from './campaign-entity.ts'
import { findCampaignSegments, findLineages, findSteps, listCampaigns } from './campaign-store.ts'
import { pageOfAudience } from './contact-store.ts'
import { dealerOf } from './recipient.ts'
import { countResults } from './results-store.ts'

const steps = batched((ctx, ids: readonly string[]) => findSteps(ctx.db, ids))
const segments = batched((ctx, ids: readonly string[]) => findCampaignSegments(ctx.db, ids))
const lineage = batched((ctx, ids: readonly string[]) => findLineages(ctx.db, ids))
const results = batched((ctx, ids: readonly string[]) => countResults(ctx.db, ids))
const audience = batched((ctx, ids: readonly string[], page: Page) => pageOfAudience(ctx.db, ids, page))
const messages = batched((ctx, ids: readonly string[], page: Page) => pageOfCampaignMessages(ctx.db, ids, page))

export const campaignResolvers: Resolvers = {
  Query: {
    campaign: (_, { id }, ctx) => campaignEntity.by.id(ctx, id),
    async campaigns(_, { filter, ...args }, ctx) {
      const page = pageOf(args)
      const rows = await listCampaigns(ctx.db, filter ?? {}, page)
      return connection(rows, page, row => ({ sort: row.plannedAt.toISOString(), id: row.id }))
    },
  },
  Campaign: {
    async segments({ id }, _, ctx) {
      const chosen = (await segments(ctx, id)) ?? []
      return Promise.all(chosen.map(async each => existing(segmentEntity.by.id(ctx, each.id))))
    },
    dealer({ recipient }) {
      const id = dealerOf(recipient)
      return id === null ? null : { id }
    },
    steps: ({ id }, _, ctx) => steps(ctx, id),
    improves: ({ improvesId }, _, ctx) => (improvesId === null ? null : campaignEntity.by.id(ctx, improvesId)),
    async improvedBy({ id, lineageId }, _, ctx) {
      const versions = await lineage(ctx, lineageId)
      return versions?.find(each => each.improvesId === id) ?? null
    },
    lineage: ({ lineageId }, _, ctx) => lineage(ctx, lineageId),
    audience: ({ id }, args, ctx) => audience(ctx, id, pageOf(args)),
    messages: ({ id }, args, ctx) => messages(ctx, id, pageOf(args)),
    results: ({ id }, _, ctx) => results(ctx, id),
  },
}
