import { HeaderMap, type ApolloServer } from '@apollo/server'
import type { Client } from '../http/operations.ts'
import type { RequestParameters } from '../http/read-request.ts'
import type { PersistedExchange } from './persisted-queries.ts'

/** Lets Apollo Server answer a request whose parameters are read already: it keeps the texts of persisted queries. */
export async function answerPersisted(
  apollo: ApolloServer<Client>,
  body: RequestParameters,
  { request, response, client }: PersistedExchange,
): Promise<void> {
  const headers = new HeaderMap()
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  const { search } = new URL(request.url ?? '', 'http://here')
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: request.method ?? 'POST', headers, search, body },
    context: async () => client,
  })
  response.writeHead(answer.status ?? 200, Object.fromEntries(answer.headers))
  if (answer.body.kind === 'complete') return void response.end(answer.body.string)
  for await (const chunk of answer.body.asyncIterator) response.write(chunk)
  response.end()
}
