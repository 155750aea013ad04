import type { IncomingMessage, ServerResponse } from 'node:http'
import { HeaderMap, type ApolloServer } from '@apollo/server'
import type { Headers } from '#platform/identity/headers.ts'
import { leavingOf } from '../http/leaving.ts'
import type { RequestParameters } from '../http/read-request.ts'

/** What Apollo Server keeps of a request for the engine. */
export interface Incoming {
  readonly headers: Headers
  readonly left: AbortSignal
}

/** Lets Apollo Server answer a request whose parameters are read already: it keeps the texts of persisted queries. */
export async function answerPersisted(
  apollo: ApolloServer<Incoming>,
  body: RequestParameters,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  const headers = new HeaderMap()
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  const { search } = new URL(request.url ?? '', 'http://here')
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: request.method ?? 'POST', headers, search, body },
    context: async () => ({ headers: request.headers, left: leavingOf(response) }),
  })
  response.writeHead(answer.status ?? 200, Object.fromEntries(answer.headers))
  if (answer.body.kind === 'complete') return void response.end(answer.body.string)
  for await (const chunk of answer.body.asyncIterator) response.write(chunk)
  response.end()
}
