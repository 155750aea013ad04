import type { Principal } from './auth.ts'
import type { Database } from './database.ts'
import type { Live } from './live.ts'

/** What every resolver of a subgraph is given: one per request. */
export interface Context {
  readonly db: Database
  /** Events as they are recorded, for subscriptions. */
  readonly live: Live
  readonly principal: Principal
  /** The request's time; rules take it as an argument, nothing else reads the clock. */
  readonly now: Date
}
