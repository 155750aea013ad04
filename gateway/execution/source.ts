import type { Principal } from '#platform/auth.ts'
import type { Stream } from '#platform/stream.ts'
import type { SubgraphAnswer, SubgraphRequest } from './run.ts'

/** What a fetch is made on behalf of. */
export interface Caller {
  readonly principal: Principal
  /** Aborts when whoever asked waits no longer. */
  readonly left?: AbortSignal
}

/** Where the fetches of one subgraph go to. */
export interface Source {
  /** Asks the subgraph; rejects with a `Fault` when it gives no answer. */
  ask(request: SubgraphRequest, caller: Caller): Promise<SubgraphAnswer>
  /** Begins a subscription; rejects with a `Fault`, or with `RequestRefused` when the subgraph doesn't take it. */
  listen(request: SubgraphRequest, caller: Caller): Promise<Stream<SubgraphAnswer>>
  close(): Promise<void>
}
