import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { EngineRequest } from '../engine.ts'

const object = z.record(z.string(), z.unknown())

const parameters = z.looseObject({
  query: z.string({ error: 'query must be a string, the text of the operation.' }).min(1, 'query must not be empty.'),
  operationName: z.string({ error: 'operationName must be a string.' }).nullish(),
  variables: z.record(z.string(), z.unknown(), { error: 'variables must be an object.' }).nullish(),
  extensions: z.record(z.string(), z.unknown(), { error: 'extensions must be an object.' }).nullish(),
})

/** A request that isn't one of GraphQL, and why. */
export class Malformed extends Error {
  /** The HTTP status that says so. */
  readonly status: number

  constructor(message: string, status = 400) {
    super(message)
    this.status = status
  }
}

/** The operation that a POST or a GET asks for; throws `Malformed` when it asks for none. */
export function readRequest({ method, body, query }: FastifyRequest): EngineRequest {
  return { ...readParameters(method === 'GET' ? fromAddress(query) : body), queriesOnly: method === 'GET' }
}

/** The operation that the parameters of a request name, whatever carried them. */
export function readParameters(given: unknown): EngineRequest {
  const { data, error } = parameters.safeParse(given)
  if (data === undefined)
    throw new Malformed(
      error.issues.map(issue => (issue.path.length === 0 ? 'The body must be an object.' : issue.message)).join(' '),
    )
  return { text: data.query, operationName: data.operationName ?? null, variables: data.variables ?? {} }
}

/** Whether a request names a persisted query, which Apollo Server keeps. */
export function isPersisted({ method, body, query }: FastifyRequest): boolean {
  const { data } = object.safeParse(method === 'GET' ? query : body)
  const extensions = data?.['extensions']
  return typeof extensions === 'string'
    ? extensions.includes('"persistedQuery"')
    : typeof extensions === 'object' && extensions !== null && 'persistedQuery' in extensions
}

function fromAddress(query: unknown): unknown {
  const { variables, extensions, ...rest } = object.parse(query)
  return { ...rest, variables: fromJson('variables', variables), extensions: fromJson('extensions', extensions) }
}

function fromJson(name: string, text: unknown): unknown {
  if (text === undefined || text === '') return undefined
  if (typeof text !== 'string') throw new Malformed(`${name} must be given once.`)
  try {
    return JSON.parse(text)
  } catch {
    throw new Malformed(`${name} must be JSON.`)
  }
}
