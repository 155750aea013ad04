import type { GraphQLDataSource } from '@apollo/gateway'
import type { Principal } from '#platform/auth.ts'

/** What the gateway keeps of a client's request while it asks the subgraphs. */
export interface GatewayContext {
  readonly principal: Principal
}

/** Where the fetches of one subgraph go to. */
export type Source = GraphQLDataSource<GatewayContext>
