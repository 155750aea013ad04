import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Client } from '../http/operations.ts'
import type { RequestParameters } from '../http/read-request.ts'
import type { Version } from '../version.ts'

/** What answers the requests for persisted queries. */
export interface PersistedQueries {
  answer(parameters: RequestParameters, exchange: PersistedExchange): Promise<void>
  /** Says that another version is live. */
  changed(): Promise<void>
  stop(): Promise<void>
}

export interface PersistedExchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly client: Client
}

/** Answers by Apollo Server, which is loaded and started when the first client asks so: most never do. */
export function persistedQueries(live: () => Version): PersistedQueries {
  let started: ReturnType<typeof start> | undefined
  async function start() {
    const [{ startApollo }, { answerPersisted }] = await Promise.all([
      import('./apollo.ts'),
      import('./answer-persisted.ts'),
    ])
    return { ...(await startApollo(live)), answerPersisted }
  }
  return {
    async answer(parameters, exchange) {
      started ??= start()
      const { server, answerPersisted } = await started
      return answerPersisted(server, parameters, exchange)
    },
    changed: async () => (await started)?.changed(),
    stop: async () => (await started)?.server.stop(),
  }
}
