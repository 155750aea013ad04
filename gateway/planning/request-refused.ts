import { GraphQLError, type GraphQLFormattedError } from 'graphql'

/** A request that was not executed, and why. */
export class RequestRefused extends Error {
  readonly errors: readonly GraphQLError[]
  /** The HTTP status that says so. */
  readonly status: number

  constructor(errors: readonly GraphQLError[], status: number) {
    super(errors[0]?.message)
    this.errors = errors
    this.status = status
  }
}

type RefusalCode =
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'OPERATION_RESOLUTION_FAILURE'
  | 'BAD_USER_INPUT'
  | 'BAD_REQUEST'

/** The refusal for errors of the request, under the code that clients know from Apollo Server. */
export function refuse(code: RefusalCode, errors: readonly GraphQLError[], status = 400): RequestRefused {
  return new RequestRefused(
    errors.map(
      ({ message, nodes, source, positions }) =>
        new GraphQLError(message, { nodes, source, positions, extensions: { code } }),
    ),
    status,
  )
}

/** The refusal that a subgraph gave, before anything was executed. */
export function refusedBy(errors: readonly GraphQLFormattedError[]): RequestRefused {
  return new RequestRefused(
    errors.map(({ message, path, extensions }) => new GraphQLError(message, { path, extensions })),
    400,
  )
}
