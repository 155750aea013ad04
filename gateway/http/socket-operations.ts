import {
  GraphQLError,
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
} from 'graphql'
import type { ServerOptions, SubscribePayload } from 'graphql-ws'
import type { Identify } from '#platform/identity/asker.ts'
import type { Headers } from '#platform/identity/headers.ts'
import { mapped, type Stream } from '#platform/stream.ts'
import { contractOf } from '../authorisation/contract.ts'
import type { ReadDocument } from '../documents/documents.ts'
import { Malformed } from './malformed.ts'
import { readRequest } from './read-request.ts'
import { refusalOf } from './send-answer.ts'
import type { Live } from './live.ts'

interface Asker {
  readonly headers: Headers
  readonly address: string | undefined
  /** Whether too many operations of the same connection are under way. */
  readonly crowded: boolean
}

interface SocketOperations extends Pick<Required<ServerOptions>, 'execute' | 'subscribe' | 'onError'> {
  /** Begins an operation, or tells why it isn't. */
  readonly begin: (payload: SubscribePayload, asker: Asker) => Promise<ExecutionArgs | GraphQLError[]>
}

/** The operations of WebSockets, through the same engine as those of HTTP: `graphql-ws` only carries them. */
export function socketOperations(live: Live, identify: Identify, documents: ReadDocument): SocketOperations {
  const begun = new WeakMap<ExecutionArgs, Stream<ExecutionResult>>()
  const resultsOf = (args: ExecutionArgs): Stream<ExecutionResult> => {
    const results = begun.get(args)
    if (results === undefined) throw new Error('an operation of a WebSocket runs that was not begun')
    return results
  }
  return {
    async begin(payload, { headers, address, crowded }) {
      try {
        if (crowded) throw new Malformed('Too many operations are under way on this connection.')
        // Anew for each operation: the token of the connection may have ended since.
        const asker = { ...(await identify(headers)), address }
        const request = readRequest(documents({ ...payload }))
        const { engine, operations } = live()
        const contract = contractOf(asker.principal.role)
        const { document } = await engine.operation({ ...request, contract })
        const args = { schema: engine.schema, document }
        begun.set(
          args,
          mapped(await operations.stream(request, asker), async result => unformatted(result)),
        )
        return args
      } catch (error) {
        return refusalOf(error).errors.map(thrown)
      }
    },
    execute: resultsOf,
    subscribe: resultsOf,
    onError: (_, __, ___, errors) => errors.flatMap(error => told(error)),
  }
}

/** A stream that breaks is told of like a refused request; so are its errors when they are what refused it. */
function told(error: GraphQLError): readonly GraphQLFormattedError[] {
  return error.originalError === undefined ? [error.toJSON()] : refusalOf(error.originalError).errors
}

const unformatted = ({ data, errors, extensions }: FormattedExecutionResult): ExecutionResult => ({
  ...(extensions === undefined ? {} : { extensions }),
  ...(data === undefined ? {} : { data }),
  ...(errors === undefined ? {} : { errors: errors.map(thrown) }),
})

const thrown = ({ message, path, extensions }: GraphQLFormattedError): GraphQLError =>
  new GraphQLError(message, { path, extensions })
