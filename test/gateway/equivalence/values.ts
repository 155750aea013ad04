import { createHash } from 'node:crypto'
import { GraphQLError } from 'graphql'
import type { FieldModel, GraphModel, TypeModel } from './model.ts'

/** An object of the made-up graph: what it is, and which one. */
export interface Thing {
  readonly __typename: string
  readonly id: string
  readonly [field: string]: unknown
}

function chance(...parts: readonly unknown[]): number {
  return createHash('md5').update(JSON.stringify(parts)).digest().readUInt32BE()
}

/** The value of a field, decided by chance alone: the same wherever it is asked for. Some are null, some fail. */
export function valueOf(
  model: GraphModel,
  field: FieldModel,
  { of, x, source }: { readonly of: string; readonly x: unknown; readonly source: unknown },
): unknown {
  const seed = [of, field.name, x ?? null]
  // What a computed field is computed from must not fail: a server of one piece has no answer for that.
  const isSource = model.types.some(type => type.fields.some(each => each.requires === field.name))
  if (!isSource && chance('fail', seed) % 30 === 0) throw new GraphQLError(`${of}.${field.name} fails`)
  if (chance('null', seed) % 8 === 0) return null
  if (field.requires !== null) return source == null ? -1 : (Number(source) + 1) % 1000
  if (!field.list) return itemOf(model, field, seed)
  return Array.from({ length: chance('length', seed) % 4 }, (_, index) =>
    chance('item', seed, index) % 10 === 0 ? null : itemOf(model, field, [...seed, index]),
  )
}

function itemOf(model: GraphModel, field: FieldModel, seed: readonly unknown[]): unknown {
  const number = chance('value', seed)
  if (field.base === 'Int') return number % 1000
  if (field.base === 'String') return `s${number % 100}`
  if (field.base === 'Boolean') return number % 2 === 0
  const type = model.types.find(each => each.name === field.base)
  const name =
    type === undefined || type.members.length === 0
      ? field.base
      : (type.members[number % type.members.length] ?? field.base)
  return { __typename: name, id: `${name}-${number % 5}` } satisfies Thing
}

type Resolver = (parent: Thing, args: { readonly x?: unknown }) => unknown

/** The resolvers of all fields that a filter lets through, for the whole schema or for a subgraph's part. */
export function resolversOf(
  model: GraphModel,
  includes: (field: FieldModel, type: TypeModel | null) => boolean,
): Record<string, Record<string, Resolver>> {
  const fieldResolver =
    (field: FieldModel, type: TypeModel | null): Resolver =>
    (parent, { x }) =>
      valueOf(model, field, { of: parent?.id ?? 'root', x, source: sourceOf(model, field, { parent, type }) })
  const ofType = (fields: readonly FieldModel[], type: TypeModel | null): Record<string, Resolver> =>
    Object.fromEntries(
      fields.filter(field => includes(field, type)).map(field => [field.name, fieldResolver(field, type)]),
    )
  const objects = model.types.filter(type => type.kind === 'entity' || type.kind === 'value')
  return {
    Query: ofType(model.roots, null),
    ...Object.fromEntries(objects.map(type => [type.name, ofType(type.fields, type)])),
  }
}

/** What a computed field is computed from: sent along by the gateway, or known in the same place. */
function sourceOf(
  model: GraphModel,
  field: FieldModel,
  { parent, type }: { readonly parent: Thing; readonly type: TypeModel | null },
): unknown {
  if (field.requires === null) return undefined
  if (field.requires in parent) return parent[field.requires]
  const source = type?.fields.find(each => each.name === field.requires)
  return source === undefined ? undefined : valueOf(model, source, { of: parent.id, x: undefined, source: undefined })
}
