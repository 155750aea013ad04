import type { Admit } from './admission/admission.ts'
import { createEngine, type Engine, type EngineOptions } from './engine.ts'
import type { Source } from './execution/source.ts'
import { createOperations, type Operations } from './http/operations.ts'
import type { TakeCost } from './rates/rate-limit.ts'
import type { Share } from './sharing/share.ts'
import { sharedSource } from './sharing/shared-source.ts'
import type { SupergraphMember } from './supergraph/members.ts'

export interface VersionOptions {
  /** Where a subgraph's fetches go to, by its name and its address in the supergraph. */
  readonly source: (subgraph: SupergraphMember) => Source
  /** What is done once for all who ask for it at the same time. */
  readonly share: Share
  /** What an operation may ask. */
  readonly engine?: EngineOptions
  /** Takes what a request costs from its client. @default nobody pays */
  readonly rates?: TakeCost | undefined
  /** Lets requests in, or refuses them while too many are under way. */
  readonly admit: Admit
}

/** One supergraph at work. */
export interface Version {
  readonly supergraph: string
  readonly engine: Engine
  readonly operations: Operations
  /** Completes what streams, and leaves the subgraphs once what is under way is answered. */
  retire(): Promise<void>
}

const shared = (source: Source, share: Share): Source =>
  share === 'off' ? source : sharedSource(source, { what: share === 'fetches' ? 'all' : 'public' })

/** Loads a supergraph; throws `StartRefused` for one that can't be executed in full. */
export function loadVersion(
  supergraph: string,
  { source, share, engine: options, rates, admit }: VersionOptions,
): Version {
  const engine = createEngine(supergraph, options)
  const sources = new Map(engine.members.map(member => [member.name, shared(source(member), share)]))
  const sourceNamed = (name: string): Source => {
    const found = sources.get(name)
    if (found === undefined) throw new Error(`a plan asks the subgraph "${name}", which the supergraph does not join`)
    return found
  }
  const operations = createOperations(
    engine,
    caller => ({
      ask: (name, request) => sourceNamed(name).ask(request, caller),
      listen: (name, request) => sourceNamed(name).listen(request, caller),
    }),
    { share: share === 'requests', rates, admit },
  )
  return {
    supergraph,
    engine,
    operations,
    async retire() {
      await operations.endStreams()
      await operations.idle()
      await Promise.all([...sources.values()].map(each => each.close()))
    },
  }
}
