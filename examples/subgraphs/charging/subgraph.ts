import { defineSubgraph } from '#platform/subgraph.ts'
import { onRetailSaleOpenAccount } from './accounts/account-reactions.ts'
import { accountResolvers } from './accounts/account-resolvers.ts'
import { recordResolvers } from './sessions/record-resolvers.ts'
import { sessionEntity } from './sessions/session-entity.ts'
import { sessionResolvers } from './sessions/session-resolvers.ts'

/** Where and when cars were charged, and on whose account. */
export const charging = defineSubgraph({
  name: 'charging',
  folder: import.meta.dirname,
  entities: [sessionEntity],
  resolvers: [accountResolvers, recordResolvers, sessionResolvers],
  reactions: [onRetailSaleOpenAccount],
})
