import type { GraphQLFormattedError } from 'graphql'
import type { SubgraphAnswer } from '../execution/run.ts'
import { isTree } from '../execution/tree.ts'

/** The answer in a body; undefined when the body is no answer to a GraphQL request. */
export function readAnswer(text: string): SubgraphAnswer | undefined {
  const body = parsed(text)
  if (!isTree(body)) return undefined
  const { data, errors } = body
  if (data != null && !isTree(data)) return undefined
  if (errors == null) return data == null ? undefined : { data }
  if (!Array.isArray(errors) || !errors.every(isError)) return undefined
  if (errors.length === 0) return data == null ? undefined : { data }
  return { data, errors: errors.map(readError) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

interface ErrorLike {
  readonly message: string
  readonly path?: unknown
  readonly extensions?: unknown
}

const isError = (value: unknown): value is ErrorLike => isTree(value) && typeof value['message'] === 'string'

/** An error with what a client may know of it: a path that is one, and nothing of the subgraph's insides. */
function readError({ message, path, extensions }: ErrorLike): GraphQLFormattedError {
  return {
    message,
    ...(isPath(path) ? { path } : {}),
    ...(isTree(extensions) ? { extensions: withoutInsides(extensions) } : {}),
  }
}

const isPath = (path: unknown): path is readonly (string | number)[] =>
  Array.isArray(path) && path.every(key => typeof key === 'string' || typeof key === 'number')

function withoutInsides(extensions: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { stacktrace: _stacktrace, exception: _exception, ...told } = extensions
  return told
}
