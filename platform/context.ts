import type { Principal } from './auth.ts'
import type { Database } from './database.ts'
import type { Live } from './live.ts'
import type { Seals } from './privacy/seal.ts'
import type { ShownPeople } from './privacy/shown-people.ts'

/** What every resolver of a subgraph is given: one per request. */
export interface Context {
  readonly db: Database
  /** Events as they are recorded, for subscriptions. */
  readonly live: Live
  /** Signs what the system vouches for. */
  readonly seals: Seals
  readonly principal: Principal
  /** Of whom the request has shown something whole so far. */
  readonly shown: ShownPeople
  /** The request's time; rules take it as an argument, nothing else reads the clock. */
  readonly now: Date
}
