import type { Resolvers } from '#generated/marketing.ts'
import { batched } from '#platform/batch.ts'
import { pageOf, type Page } from '#platform/connection.ts'
import { campaignEntity } from '../campaigns/campaign-entity.ts'
import { pageOfCustomerMessages } from './message-store.ts'

const messages = batched((ctx, customerIds: readonly string[], page: Page) =>
  pageOfCustomerMessages(ctx.db, customerIds, page),
)

export const messageResolvers: Resolvers = {
  OutboundMessage: {
    customer: ({ customerId }) => ({ id: customerId }),
    campaign: ({ campaignId }, _, ctx) => (campaignId === null ? null : campaignEntity.by.id(ctx, campaignId)),
  },
  Customer: {
    messages: ({ id }, args, ctx) => (id === undefined ? null : messages(ctx, id, pageOf(args))),
  },
}
