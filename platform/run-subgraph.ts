import { ApolloServer, type GraphQLRequest } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { FastifyInstance } from 'fastify'
import type { FormattedExecutionResult } from 'graphql'
import { accessBook } from './access/access-book.ts'
import { accountFor } from './access/account-for.ts'
import { accountForAnswers } from './access/account-for-answers.ts'
import { exportAlarm } from './access/export-alarm.ts'
import type { ExportGuard, ExportLimit } from './access/export-guard.ts'
import { memoryExportGuard } from './access/memory-export-guard.ts'
import { allOrNone } from './all-or-none.ts'
import type { Principal } from './auth.ts'
import { config } from './config.ts'
import type { Context } from './context.ts'
import { openDatabase } from './database.ts'
import { startDelivery } from './delivery.ts'
import { formatError } from './errors.ts'
import type { VerifyCall } from './identity/call-verifier.ts'
import { createLive } from './live.ts'
import { erasePerson } from './privacy/erase-person.ts'
import { guardPeople } from './privacy/guard-people.ts'
import { ShownPeople } from './privacy/shown-people.ts'
import type { Stream } from './stream.ts'
import { schemaNameOf, type Subgraph } from './subgraph.ts'
import { accessOf } from './subgraph-login.ts'
import { addSubgraphRoutes } from './subgraph-routes.ts'
import { subscribeTo, type SubscribeRequest } from './subscribe.ts'

/** A subgraph at work: its database is open and its reactions run. */
export interface RunningSubgraph {
  readonly name: string
  /** Answers a request of the same process, without HTTP. */
  execute(request: GraphQLRequest, principal: Principal): Promise<FormattedExecutionResult>
  /** Begins a subscription of the same process; rejects with `SubscriptionRefused`. */
  subscribe(request: SubscribeRequest, principal: Principal): Promise<Stream<FormattedExecutionResult>>
  /** Adds its own routes beside GraphQL, such as a factory's ingest. */
  addRoutes(app: FastifyInstance): void
  /** Adds `/graphql` for gateways in other processes, whose calls are verified. */
  addGraphQL(app: FastifyInstance, verify: VerifyCall): void
  stop(): Promise<void>
}

export interface RunOptions {
  /** Who the rules of the program believe that a caller is; the database knows better. For trials of the latter alone. @default the caller */
  readonly believed?: (principal: Principal) => Principal
  /** How many people each caller may be shown. @default as EXPORT_LIMIT says */
  readonly exportLimit?: ExportLimit
  /** Counts them. @default in the memory of this process, for this subgraph alone */
  readonly exports?: ExportGuard
}

/** Runs any subgraph, alone in its process or beside others, over an already migrated database. */
export async function runSubgraph(
  subgraph: Subgraph,
  databaseUrl: string,
  {
    believed = principal => principal,
    exportLimit = config.exportLimit,
    exports = memoryExportGuard({ limit: exportLimit }),
  }: RunOptions = {},
): Promise<RunningSubgraph> {
  const schemaName = schemaNameOf(subgraph.name)
  const { url, sign, pseudonyms, seals } = await accessOf(databaseUrl, schemaName)
  const db = openDatabase({ url, schema: schemaName, sign })
  const own = db.as('system')
  const live = createLive(own)
  const schema = guardPeople(subgraph.schema(), pseudonyms)
  const account = accountFor({
    book: accessBook(own, { subgraph: subgraph.name, seals }),
    exports,
    alarm: exportAlarm(own, subgraph.name, exportLimit),
  })
  const apollo = new ApolloServer<Context>({
    schema,
    formatError,
    introspection: true,
    csrfPrevention: true,
    // Whoever bootstraps the process listens to signals, once for all servers in it.
    stopOnTerminationSignals: false,
    plugins: [
      accountForAnswers(account),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  })
  await apollo.start()
  const stopDelivery = await startDelivery(own, {
    consumer: subgraph.name,
    reactions: subgraph.reactions,
    eraseAgain: (tx, erasureId) => erasePerson(tx, { subgraph: subgraph.name, holdings: subgraph.holdings }, erasureId),
  })
  const close = async (): Promise<void> => {
    await live.close()
    await stopDelivery()
    await apollo.stop()
    await db.close()
  }
  const beginning = (subgraph.work ?? []).map(begin => begin(own))
  const endings = await allOrNone(beginning, end => end()).catch(async (error: unknown) => {
    await close()
    throw error
  })
  const contextFor = (principal: Principal): Context => ({
    db: db.as(principal),
    live,
    seals,
    principal: believed(principal),
    shown: new ShownPeople(),
    now: new Date(),
  })

  const subscribe = async (
    request: SubscribeRequest,
    principal: Principal,
  ): Promise<Stream<FormattedExecutionResult>> =>
    subscribeTo(schema, request, { makeContext: () => contextFor(principal), account })

  return {
    name: subgraph.name,
    subscribe,
    async execute(request, principal) {
      const { body } = await apollo.executeOperation(request, { contextValue: contextFor(principal) })
      if (body.kind !== 'single') throw new Error('a subgraph answers at once')
      return body.singleResult
    },
    addRoutes: app => subgraph.routes?.(app, own),
    addGraphQL(app, verify) {
      app.addHook('preClose', async () => live.end())
      addSubgraphRoutes(app, { name: subgraph.name, apollo, contextFor, subscribe, verify })
    },
    async stop() {
      await Promise.all(endings.map(end => end()))
      await close()
    },
  }
}
