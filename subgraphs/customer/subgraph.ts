import { followMerges } from '#platform/merges/follow-merges.ts'
import { defineSubgraph } from '#platform/subgraph.ts'
import { accessResolvers } from './access/access-resolvers.ts'
import { assignmentMutations } from './assignments/assignment-mutations.ts'
import { assignmentResolvers } from './assignments/assignment-resolvers.ts'
import { calibrationResolvers } from './calibration/calibration-resolvers.ts'
import { consentEntity } from './consents/consent-entity.ts'
import { consentMutations } from './consents/consent-mutations.ts'
import { consentResolvers } from './consents/consent-resolvers.ts'
import { contactGrantEntity } from './contacts/contact-grant-entity.ts'
import { contactMutations } from './contacts/contact-mutations.ts'
import { contactResolvers } from './contacts/contact-resolvers.ts'
import { contactPointMutations } from './contact-points/contact-point-mutations.ts'
import { contactPointResolvers } from './contact-points/contact-point-resolvers.ts'
import { dataExportResolvers } from './data-export/data-export-resolvers.ts'
import { purgeExports } from './data-export/purge-exports.ts'
import { startLosingSilent } from './lifecycle/lose-silent.ts'
import { duplicateResolvers } from './duplicates/duplicate-resolvers.ts'
import { customerHoldings } from './erasure/customer-holdings.ts'
import { erasureResolvers } from './erasure/erasure-resolvers.ts'
import { lifecycleReactions } from './lifecycle/lifecycle-reactions.ts'
import { lifecycleResolvers } from './lifecycle/lifecycle-resolvers.ts'
import { mergeResolvers } from './merges/merge-resolvers.ts'
import { noticeNewsResolvers } from './notices/notice-news.ts'
import { noticeReactions } from './notices/notice-reactions.ts'
import { noticeResolvers } from './notices/notice-resolvers.ts'
import { noticeRuleResolvers } from './notices/notice-rule-resolvers.ts'
import { orderedCarReactions } from './notices/ordered-car-reactions.ts'
import { leadEntity } from './access/lead-entity.ts'
import { customerEntity } from './profile/customer-entity.ts'
import { customerResolvers } from './profile/customer-resolvers.ts'
import { matchResolvers } from './matching/match-resolvers.ts'
import { profileMutations } from './profile/profile-mutations.ts'
import { dataQualityResolvers } from './quality/data-quality-resolvers.ts'
import { qualityResolvers } from './quality/quality-resolvers.ts'
import { relationMutations } from './relations/relation-mutations.ts'
import { relationResolvers } from './relations/relation-resolvers.ts'
import { sourceIdResolvers } from './sources/source-id-resolvers.ts'
import { statusResolvers } from './statuses/status-resolvers.ts'
import { activityNewsResolvers } from './timeline/activity-news.ts'
import { onCustomerActivity } from './timeline/activity-reactions.ts'
import { timelineResolvers } from './timeline/timeline-resolvers.ts'
import { touchpointEntity } from './touchpoints/touchpoint-entity.ts'
import { touchpointResolvers } from './touchpoints/touchpoint-resolvers.ts'

/** Who the customers are, and every contact with them. */
export const customer = defineSubgraph({
  name: 'customer',
  folder: import.meta.dirname,
  resolvers: [
    customerResolvers,
    profileMutations,
    sourceIdResolvers,
    matchResolvers,
    mergeResolvers,
    duplicateResolvers,
    qualityResolvers,
    dataQualityResolvers,
    contactPointResolvers,
    contactPointMutations,
    contactResolvers,
    contactMutations,
    relationResolvers,
    relationMutations,
    touchpointResolvers,
    timelineResolvers,
    activityNewsResolvers,
    consentResolvers,
    consentMutations,
    assignmentResolvers,
    assignmentMutations,
    calibrationResolvers,
    lifecycleResolvers,
    statusResolvers,
    noticeRuleResolvers,
    noticeResolvers,
    noticeNewsResolvers,
    erasureResolvers,
    accessResolvers,
    dataExportResolvers,
  ],
  entities: [customerEntity, touchpointEntity, consentEntity, contactGrantEntity, leadEntity],
  reactions: [
    onCustomerActivity,
    ...noticeReactions,
    ...orderedCarReactions,
    ...lifecycleReactions,
    ...followMerges('customer'),
  ],
  holdings: customerHoldings,
  work: [purgeExports, startLosingSilent],
})
