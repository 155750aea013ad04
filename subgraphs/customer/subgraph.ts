import { defineSubgraph } from '#platform/subgraph.ts'
import { customerEntity } from './profile/customer-entity.ts'
import { customerResolvers } from './profile/customer-resolvers.ts'

/** Who the customers are, and every contact with them. */
export const customer = defineSubgraph({
  name: 'customer',
  folder: import.meta.dirname,
  resolvers: [customerResolvers],
  entities: [customerEntity],
})
