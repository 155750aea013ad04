import { createHash } from 'node:crypto'
import { GraphQLError } from 'graphql'
import type { FieldModel, GraphModel, Requirement, TypeModel } from './model.ts'

/** An object of the made-up graph: what it is, and which one. */
export interface Thing {
  readonly __typename: string
  readonly id: string
  readonly code: string
  readonly [field: string]: unknown
}

export const thing = (name: string, id: string): Thing => ({ __typename: name, id, code: `code:${id}` })

/** The thing that a reference means, by whichever key it has; what was sent along stays. */
export function referred(reference: Partial<Thing>): Thing {
  const id = reference.id ?? reference.code?.slice('code:'.length) ?? ''
  return { ...reference, ...thing(id.split('-')[0] ?? '', id) }
}

function chance(...parts: readonly unknown[]): number {
  return createHash('md5').update(JSON.stringify(parts)).digest().readUInt32BE()
}

interface Asked {
  readonly of: string
  readonly given: unknown
  /** What a computed field is computed from. */
  readonly sources: readonly unknown[]
}

/** The value of a field, decided by chance alone: the same wherever it is asked for. Some are null, some fail. */
export function valueOf(model: GraphModel, field: FieldModel, { of, given, sources }: Asked): unknown {
  const seed = [of, field.name, given ?? null]
  // What a computed field is computed from must not fail: a server of one piece has no answer for that.
  const isSource =
    // A plan may ask an interface object for more than the client did.
    field.name.startsWith('w') ||
    field.name === 'extra' ||
    model.types.some(type => type.fields.some(each => each.requires.some(({ name }) => name === field.name)))
  if (!isSource && chance('fail', seed) % 30 === 0) throw new GraphQLError(`${of}.${field.name} fails`)
  if (chance('null', seed) % 8 === 0) return null
  if (field.requires.length > 0)
    return sources.reduce<number>((sum, source) => (sum * 3 + Number(source ?? -1)) % 1000, 1)
  if (!field.list) return itemOf(model, field, seed)
  const list = (kind: string, item: (index: number) => unknown): unknown[] =>
    Array.from({ length: chance(kind, seed) % 4 }, (_, index) => item(index))
  return list('length', index => {
    if (chance('item', seed, index) % 10 === 0) return null
    if (!field.nested) return itemOf(model, field, [...seed, index])
    return list('inner', place =>
      chance('inner', seed, index, place) % 10 === 0 ? null : itemOf(model, field, [...seed, index, place]),
    )
  })
}

function itemOf(model: GraphModel, field: FieldModel, seed: readonly unknown[]): unknown {
  const number = chance('value', seed)
  switch (field.base) {
    case 'Int':
      return number % 1000
    case 'String':
      return `s${number % 100}`
    case 'Boolean':
      return number % 2 === 0
    case 'Colour':
      return ['RED', 'GREEN', 'BLUE'][number % 3]
  }
  const type = model.types.find(each => each.name === field.base)
  const members = type?.known[field.owner] ?? type?.members ?? []
  const name = members[number % members.length] ?? field.base
  return thing(name, `${name}-${number % 5}`)
}

type Resolver = (parent: Thing, args: { readonly x?: unknown; readonly choice?: unknown }) => unknown

/** The resolvers of all fields that a filter lets through, for the whole schema or for a subgraph's part. */
export function resolversOf(
  model: GraphModel,
  includes: (field: FieldModel, type: TypeModel | null) => boolean,
): Record<string, Record<string, Resolver>> {
  const fieldResolver =
    (field: FieldModel, type: TypeModel | null): Resolver =>
    (parent, args) =>
      valueOf(model, field, {
        of: parent?.id ?? 'root',
        given: field.argument === 'number' ? args.x : args.choice,
        sources: field.requires.map(each => sourceOf(model, each, { parent, type })),
      })
  const ofType = (fields: readonly FieldModel[], type: TypeModel | null): Record<string, Resolver> =>
    Object.fromEntries(
      fields.filter(field => includes(field, type)).map(field => [field.name, fieldResolver(field, type)]),
    )
  return {
    Query: ofType(model.roots, null),
    ...Object.fromEntries(
      model.types.filter(type => type.kind !== 'union').map(type => [type.name, ofType(type.fields, type)]),
    ),
  }
}

/** What a computed field is computed from: sent along by the gateway, or known in the same place. */
function sourceOf(
  model: GraphModel,
  { name, x, part }: Requirement,
  { parent, type }: { readonly parent: Thing; readonly type: TypeModel | null },
): unknown {
  const source = type?.fields.find(each => each.name === name)
  if (source === undefined) return undefined
  const value = name in parent ? parent[name] : valueOf(model, source, { of: parent.id, given: x, sources: [] })
  if (part === null || value == null) return value
  if (typeof value === 'object' && part in value) return (value as Readonly<Record<string, unknown>>)[part]
  const field = model.types.find(each => each.kind === 'shared')?.fields.find(each => each.name === part)
  return field === undefined ? undefined : valueOf(model, field, { of: (value as Thing).id, given: null, sources: [] })
}
