import type { FastifyInstance } from 'fastify'
import { admission, type AdmissionOptions } from './admission/admission.ts'
import { documentReader, noDocuments, type Documents } from './documents/documents.ts'
import type { EngineOptions } from './engine.ts'
import type { Source } from './execution/source.ts'
import type { Identify } from '#platform/identity/asker.ts'
import { handleGraphQL } from './http/graphql-handler.ts'
import { addWebSocket } from './http/web-socket.ts'
import { persistedQueries } from './persisted/persisted-queries.ts'
import type { Buckets } from './rates/buckets.ts'
import { rateLimit } from './rates/rate-limit.ts'
import type { Share } from './sharing/share.ts'
import type { SupergraphMember } from './supergraph/members.ts'
import { demandRecorded, type RecordedOperation } from './supergraph/recorded-operations.ts'
import { loadVersion, type Version } from './version.ts'

export interface GatewayOptions {
  /** The composed graph, as `npm run compose` writes it. */
  readonly supergraph: string
  /** Where a subgraph's fetches go to, by its name and its address in the supergraph. */
  readonly source: (subgraph: SupergraphMember) => Source
  /** Tells who asks. */
  readonly identify: Identify
  /** Pause between signs of life on connections that stay open, in milliseconds. @default 12000 */
  readonly heartbeat?: number
  /**
   * What is done once for all who ask for it at the same time: nothing, equal reads of what is declared the same for
   * everybody, on behalf of one principal equal reads of a subgraph too, or his equal queries as a whole.
   * @default 'public'
   */
  readonly share?: Share
  /** Operations that must be valid over every supergraph that goes live. @default none */
  readonly recorded?: readonly RecordedOperation[]
  /** How operations are taken. @default as `EngineOptions` says */
  readonly engine?: EngineOptions
  /** What clients may spend. @default all that they like */
  readonly buckets?: Buckets | undefined
  /** How much may be under way at once. @default as `AdmissionOptions` says */
  readonly admission?: AdmissionOptions
  /** Operations that are taken by their ids, and whether others are. @default none, and any */
  readonly documents?: Documents
}

/** The graph at work, to be put on any server. */
export interface Gateway {
  /** The subgraphs that the supergraph joins which is live. */
  readonly members: readonly SupergraphMember[]
  addGraphQL(app: FastifyInstance): void
  /**
   * Puts another supergraph in the place of the one that is live, once the operations in use are ready on it. Requests
   * under way are answered over the old one; subscriptions are completed, so that clients subscribe again. Rejects with
   * the reason when it can't go live; then all stays as it is.
   */
  exchange(supergraph: string): Promise<void>
  stop(): Promise<void>
}

/** Loads a supergraph and answers its operations. */
export async function startGateway({
  supergraph,
  source,
  identify,
  heartbeat = 12_000,
  share = 'public',
  recorded = [],
  engine = {},
  buckets,
  admission: places = {},
  documents = noDocuments,
}: GatewayOptions): Promise<Gateway> {
  const admit = admission(places)
  const read = documentReader(documents)
  const rates = buckets && rateLimit(buckets)
  async function load(text: string): Promise<Version> {
    const version = loadVersion(text, { source, share, engine, rates, admit })
    await demandRecorded(version.engine, recorded)
    return version
  }
  let live = await load(supergraph)
  let exchanged: Promise<void> = Promise.resolve()
  const retiring = new Set<Promise<void>>()
  const persisted = persistedQueries(() => live)

  async function exchange(text: string): Promise<void> {
    const next = await load(text)
    await next.engine.warm(await live.engine.inUse())
    const before = live
    live = next
    await persisted.changed()
    const retirement = before.retire().finally(() => retiring.delete(retirement))
    retiring.add(retirement)
  }

  return {
    get members() {
      return live.engine.members
    },
    addGraphQL(app) {
      handleGraphQL(app.server, () => live, { identify, documents: read, persisted, heartbeat })
      addWebSocket(app, () => live, { identify, documents: read, heartbeat })
    },
    exchange(text) {
      // One after the other, so that the last that was given is the one that stays.
      const done = exchanged.then(async () => exchange(text))
      exchanged = done.catch(() => {})
      return done
    },
    async stop() {
      await exchanged
      await persisted.stop()
      await buckets?.stop()
      await Promise.all([live.retire(), ...retiring])
    },
  }
}
