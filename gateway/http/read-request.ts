import type { IncomingMessage } from 'node:http'
import type { EngineRequest } from '../engine.ts'
import { isTree, type Tree } from '../execution/tree.ts'
import { Malformed } from './malformed.ts'
import { readJson } from './read-body.ts'

/** The parameters of a request by name, whatever carried them; nothing is known of their values. */
export type RequestParameters = Tree

/** The parameters of a POST or a GET; throws `Malformed` when there are none to read. */
export async function readParameters(request: IncomingMessage): Promise<RequestParameters> {
  return request.method === 'GET' ? fromAddress(request.url ?? '') : objectOf(await readJson(request))
}

function objectOf(body: unknown): RequestParameters {
  if (!isTree(body)) throw new Malformed('The body must be an object.')
  return body
}

/** The operation that parameters name; throws `Malformed` when they name none. */
export function readRequest(given: unknown): EngineRequest {
  const { query, operationName, variables, extensions } = objectOf(given)
  if (typeof query !== 'string') throw new Malformed('query must be a string, the text of the operation.')
  if (query === '') throw new Malformed('query must not be empty.')
  if (operationName != null && typeof operationName !== 'string') throw new Malformed('operationName must be a string.')
  if (variables != null && !isTree(variables)) throw new Malformed('variables must be an object.')
  if (extensions != null && !isTree(extensions)) throw new Malformed('extensions must be an object.')
  const request = { text: query, operationName: operationName ?? null, variables: variables ?? {} }
  return extensions?.['cost'] === true ? { ...request, tellsCost: true } : request
}

/** Whether a request names a persisted query, which Apollo Server keeps. */
export const isPersisted = ({ extensions }: RequestParameters): boolean =>
  isTree(extensions) && 'persistedQuery' in extensions

function fromAddress(url: string): RequestParameters {
  const given = new URL(url, 'http://here').searchParams
  const parameters: RequestParameters = {}
  for (const name of ['query', 'documentId', 'operationName', 'variables', 'extensions']) {
    const [value, ...more] = given.getAll(name)
    if (more.length > 0) throw new Malformed(`${name} must be given once.`)
    if (value === undefined || (value === '' && name !== 'query')) continue
    parameters[name] = name === 'variables' || name === 'extensions' ? fromJson(name, value) : value
  }
  return parameters
}

function fromJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Malformed(`${name} must be JSON.`)
  }
}
