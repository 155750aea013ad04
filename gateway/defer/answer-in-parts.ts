import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql'
import { Feed, type Stream } from '#platform/stream.ts'
import { toFault } from '#platform/errors.ts'
import type { Projection, Violation } from '../answer/projection.ts'
import type { Run } from '../execution/run.ts'
import { isTree, mergeTree, type Tree } from '../execution/tree.ts'
import type { TypeTable } from '../execution/type-table.ts'
import type { Prepared } from '../planning/prepared.ts'
import { placesOf, type Place } from './places.ts'
import type { Deferred } from './split-deferred.ts'

/** The fields of a deferred fragment for one object. */
interface Increment {
  readonly data: Tree | null
  readonly path: Place['path']
  readonly label?: string
  readonly errors?: readonly GraphQLFormattedError[]
}

/** One message of an answer in parts: the first has the data, the others what is added to it. */
export type Part =
  | (FormattedExecutionResult & { readonly hasNext: boolean })
  | { readonly incremental?: readonly Increment[]; readonly hasNext: boolean }

/** A deferred fragment, ready to be run. */
export interface DeferredProgram {
  readonly deferred: Deferred
  readonly prepared: Prepared
  readonly projection: Projection
}

export interface PartsOptions {
  readonly programs: readonly DeferredProgram[]
  readonly types: TypeTable
  /** Begins a run of its own, which asks nothing twice. */
  readonly begin: () => Run
}

/**
 * The answer without its deferred fragments, then each of those as soon as it is there, nested ones after what they
 * stand in. A fragment is run as a whole operation with only it; requests that were made before are not made again.
 */
export function answerInParts(first: FormattedExecutionResult, { programs, types, begin }: PartsOptions): Stream<Part> {
  const parts = new Feed<Part>()
  parts.push({ ...first, hasNext: true })
  // What the client has put together so far; what was sent is not touched.
  const answered: unknown = structuredClone(first.data)
  const told = new Set((first.errors ?? []).map(keyOf))
  let open = programs.length

  async function deliver(program: DeferredProgram): Promise<void> {
    const { deferred, prepared, projection } = program
    const run = begin()
    const failure = await failureOf(async () => prepared.program?.(run))
    const increments = placesOf(deferred.place, { answered, fetched: run.data }, types).map((place): Increment => {
      const { data, errors } =
        failure === undefined ? shapedAt(place, run, projection) : { data: null, errors: [failure] }
      const news = errors.filter(error => !told.has(keyOf(error)))
      for (const error of news) told.add(keyOf(error))
      if (data !== null) mergeTree(place.answered, structuredClone(data), types)
      return {
        data,
        path: place.path,
        ...(deferred.label === undefined ? {} : { label: deferred.label }),
        ...(news.length === 0 ? {} : { errors: news }),
      }
    })
    open -= 1
    if (increments.length > 0) parts.push({ incremental: increments, hasNext: open > 0 })
    else if (open === 0) parts.push({ hasNext: false })
    await deliverAll(deferred)
    if (open === 0) parts.end()
  }

  async function deliverAll(parent: Deferred | undefined): Promise<void> {
    const next = programs.filter(({ deferred }) => deferred.parent?.node === parent?.node)
    await Promise.all(next.map(deliver))
  }

  deliverAll(undefined).catch((error: unknown) => parts.fail(toFault(error)))
  return parts
}

const keyOf = ({ path, message }: GraphQLFormattedError): string => JSON.stringify([path, message])

async function failureOf(work: () => Promise<unknown>): Promise<GraphQLFormattedError | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    const { message, extensions } = toFault(error)
    return { message, extensions }
  }
}

/** A fragment's fields for one object, with the errors that stand there. */
function shapedAt(
  { path, fetched }: Place,
  run: Run,
  projection: Projection,
): { readonly data: Tree | null; readonly errors: readonly GraphQLFormattedError[] } {
  const errors = run.errors.filter(error => meet(error.path ?? [], path))
  if (fetched === undefined) return { data: null, errors }
  const violations: Violation[] = []
  const data = projection(fetched, violations)
  const news = violations
    .map(violation => ({ ...violation, path: [...path, ...violation.path] }))
    .filter(
      violation => violation.extensions !== undefined || !errors.some(error => meet(error.path ?? [], violation.path)),
    )
  return { data: isTree(data) ? data : null, errors: [...errors, ...news] }
}

/** Whether one path leads to the other's place or through it. */
const meet = (one: Place['path'], other: Place['path']): boolean =>
  one.every((key, index) => index >= other.length || key === other[index])
