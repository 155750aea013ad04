import type { GraphQLFormattedError } from 'graphql'
import type { Fault } from '#platform/errors.ts'
import { clientOperationExtension } from '#platform/access/client-operation.ts'
import { clientPath } from '../planning/plan-names.ts'
import type { PlanSchema } from './plan-schema.ts'
import type { Tree } from './tree.ts'

/** A question to one subgraph: the text of its operation, and its variables as JSON text. */
export interface SubgraphRequest {
  readonly query: string
  readonly operationName: string | undefined
  /** What the subgraph is told beside it: the name of the client's operation. */
  readonly extensions: Readonly<Record<string, unknown>> | undefined
  /** The body of the request as JSON text up to the variables, which `}` closes. */
  readonly head: string
  readonly variables: string
  /** Whether it changes nothing, so that it may be asked twice, or given up. */
  readonly reads: boolean
  /** Whether the answer is the same whoever asks. */
  readonly public: boolean
}

/** The part of a plan's fetch that its requests are made of. */
interface Fetch {
  readonly operation: string
  readonly operationName?: string
  readonly operationKind?: 'query' | 'mutation' | 'subscription'
}

/** The part of a request that is the same every time, written once. */
export function requestHead(
  { operation: query, operationName, operationKind }: Fetch,
  { isPublic, operationName: client }: Pick<PlanSchema, 'isPublic' | 'operationName'>,
): Omit<SubgraphRequest, 'variables'> {
  const name = operationName === undefined ? '' : `"operationName":${JSON.stringify(operationName)},`
  const isShared = isPublic(query)
  // What is the same for everybody is asked for once, whatever their operations are called.
  const extensions = client === undefined || isShared ? undefined : { [clientOperationExtension]: client }
  const told = extensions === undefined ? '' : `"extensions":${JSON.stringify(extensions)},`
  const head = `{"query":${JSON.stringify(query)},${name}${told}"variables":`
  return { query, operationName, extensions, head, reads: operationKind === 'query', public: isShared }
}

export interface SubgraphAnswer {
  readonly data?: Tree | null | undefined
  readonly errors?: readonly GraphQLFormattedError[] | undefined
}

/** One execution of a program: what it has gathered so far, and how it asks. */
export interface Run {
  /** The answer as it grows, with fields that only the gateway needs. */
  readonly data: Tree
  readonly errors: GraphQLFormattedError[]
  readonly variables: Readonly<Record<string, unknown>>
  /** Asks a subgraph; rejects with a fault when there is no answer. */
  readonly ask: (subgraph: string, request: SubgraphRequest) => Promise<SubgraphAnswer>
}

/** A part of a program. */
export type Step = (run: Run) => Promise<void>

/** An error of a subgraph as a client may see it: where in the subgraph's own operation it happened is left out. */
export function clientError(
  { message, extensions }: GraphQLFormattedError,
  path: readonly (string | number)[] | undefined,
): GraphQLFormattedError {
  return {
    message,
    ...(path === undefined ? {} : { path: clientPath(path) }),
    ...(extensions === undefined ? {} : { extensions }),
  }
}

export function errorFrom(fault: Fault, path: readonly (string | number)[]): GraphQLFormattedError {
  return { message: fault.message, path: clientPath(path), extensions: fault.extensions }
}
