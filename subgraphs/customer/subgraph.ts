import { defineSubgraph } from '#platform/subgraph.ts'
import { assignmentMutations } from './assignments/assignment-mutations.ts'
import { assignmentResolvers } from './assignments/assignment-resolvers.ts'
import { consentEntity } from './consents/consent-entity.ts'
import { consentMutations } from './consents/consent-mutations.ts'
import { consentResolvers } from './consents/consent-resolvers.ts'
import { contactPointMutations } from './contact-points/contact-point-mutations.ts'
import { contactPointResolvers } from './contact-points/contact-point-resolvers.ts'
import { customerEntity } from './profile/customer-entity.ts'
import { customerResolvers } from './profile/customer-resolvers.ts'
import { profileMutations } from './profile/profile-mutations.ts'
import { relationMutations } from './relations/relation-mutations.ts'
import { relationResolvers } from './relations/relation-resolvers.ts'
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
    contactPointResolvers,
    contactPointMutations,
    relationResolvers,
    relationMutations,
    touchpointResolvers,
    timelineResolvers,
    activityNewsResolvers,
    consentResolvers,
    consentMutations,
    assignmentResolvers,
    assignmentMutations,
  ],
  entities: [customerEntity, touchpointEntity, consentEntity],
  reactions: [onCustomerActivity],
})
