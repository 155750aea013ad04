import { defineSubgraph } from '#platform/subgraph.ts'
import { campaignEntity } from './campaigns/campaign-entity.ts'
import { campaignMutations } from './campaigns/campaign-mutations.ts'
import { campaignResolvers } from './campaigns/campaign-resolvers.ts'
import { contactResolvers } from './campaigns/contact-resolvers.ts'
import {
  onConsentChanged,
  onContactTaken,
  onCustomerChanged,
  onOwnershipChanged,
  onRetailSaleRegistered,
  onServiceOrderClosed,
} from './facts/fact-reactions.ts'
import { onCustomersMerged, onCustomersUnmerged } from './facts/merge-reactions.ts'
import { marketingHoldings } from './erasure/marketing-holdings.ts'
import { messageMutations } from './messages/message-mutations.ts'
import { messageResolvers } from './messages/message-resolvers.ts'
import { pyramidResolvers } from './pyramid/pyramid-resolvers.ts'
import { expressionResolvers } from './segments/expression-resolvers.ts'
import { membershipResolvers } from './segments/membership-resolvers.ts'
import { segmentEntity } from './segments/segment-entity.ts'
import { segmentMutations } from './segments/segment-mutations.ts'
import { segmentResolvers } from './segments/segment-resolvers.ts'

/** Analyse, act, measure: who the customers are together, and what is said to them. */
export const marketing = defineSubgraph({
  name: 'marketing',
  folder: import.meta.dirname,
  resolvers: [
    segmentResolvers,
    segmentMutations,
    expressionResolvers,
    membershipResolvers,
    campaignResolvers,
    campaignMutations,
    contactResolvers,
    messageResolvers,
    messageMutations,
    pyramidResolvers,
  ],
  entities: [segmentEntity, campaignEntity],
  reactions: [
    onCustomerChanged,
    onConsentChanged,
    onContactTaken,
    onRetailSaleRegistered,
    onOwnershipChanged,
    onServiceOrderClosed,
    onCustomersMerged,
    onCustomersUnmerged,
  ],
  holdings: marketingHoldings,
})
