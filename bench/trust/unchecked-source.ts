import { ApolloServer } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { openDatabase } from '#platform/database.ts'
import { startDelivery } from '#platform/delivery.ts'
import { formatError } from '#platform/errors.ts'
import { principalShape } from '#platform/identity/principal-shape.ts'
import { createLive } from '#platform/live.ts'
import { sealsUnder } from '#platform/privacy/seal.ts'
import { ShownPeople } from '#platform/privacy/shown-people.ts'
import { schemaNameOf, type Subgraph } from '#platform/subgraph.ts'
import type { Source } from '../../gateway/execution/source.ts'

const principal = principalShape.parse({ name: 'bench', role: 'developer' })
const variablesShape = z.record(z.string(), z.unknown())

/**
 * A subgraph of this process without anything that asks who asks: its statements are those of the database's owner,
 * whom no policy holds, no field looks at a role, and nothing is written down. There is no such way in the product.
 */
export async function uncheckedSource(subgraph: Subgraph, databaseUrl: string): Promise<Source> {
  const db = openDatabase({ url: databaseUrl, schema: schemaNameOf(subgraph.name) })
  const live = createLive(db)
  const seals = sealsUnder(Buffer.alloc(64))
  const apollo = new ApolloServer<Context>({
    schema: subgraph.schema(),
    formatError,
    introspection: true,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  })
  await apollo.start()
  // What goes on besides is the same.
  const stopDelivery = await startDelivery(db, { consumer: subgraph.name, reactions: subgraph.reactions })
  const endings = await Promise.all((subgraph.work ?? []).map(begin => begin(db)))
  return {
    async ask({ query, operationName, variables }) {
      const request = { query, operationName, variables: variablesShape.parse(JSON.parse(variables)) }
      const contextValue = { db, live, seals, principal, shown: new ShownPeople(), now: new Date() }
      const { body } = await apollo.executeOperation(request, { contextValue })
      if (body.kind !== 'single') throw new Error('a subgraph answers at once')
      return body.singleResult
    },
    listen: () => Promise.reject(new Error('no events are measured here')),
    async close() {
      await Promise.all(endings.map(end => end()))
      await live.close()
      await stopDelivery()
      await apollo.stop()
      await db.close()
    },
  }
}
