import type { GeneratorValue } from 'fast-check'
import * as fc from 'fast-check'
import { drawFields, type FieldPlace } from './fields.ts'
import { withProvides, withRequires } from './dependencies.ts'

/** A graph made up by chance: the same for the merged schema and for the subgraphs that it is cut into. */
export interface GraphModel {
  readonly subgraphs: number
  readonly types: readonly TypeModel[]
  readonly roots: readonly FieldModel[]
}

export interface TypeModel {
  readonly name: string
  /** An entity's fields may come from several subgraphs; a value comes whole from one; a shared one is in all. */
  readonly kind: 'entity' | 'value' | 'shared' | 'interface' | 'union'
  /** The subgraph that an entity's home or a value's only one is. */
  readonly home: number
  readonly fields: readonly FieldModel[]
  /** The entities behind an interface or a union. */
  readonly members: readonly string[]
  /** Of a union the members that each subgraph knows. */
  readonly known: readonly (readonly string[])[]
  /** Of an entity the keys that each subgraph has. */
  readonly keys: readonly (readonly string[])[]
}

export interface FieldModel {
  readonly name: string
  readonly owner: number
  /** Another subgraph that can answer it as well. */
  readonly sharedWith: number | null
  /** The subgraph that had it before its owner took it over. */
  readonly takenFrom: number | null
  readonly base: string
  readonly list: boolean
  /** Whether the list is one of lists. */
  readonly nested: boolean
  readonly itemRequired: boolean
  readonly required: boolean
  readonly argument: 'number' | 'input' | null
  /** Fields of the same entity, of another subgraph, that the value is computed from. */
  readonly requires: readonly Requirement[]
  /** A field of the entity behind it that its owner can answer on this way. */
  readonly provides: string | null
}

export interface Requirement {
  readonly name: string
  /** The number that the field is asked with. */
  readonly x: number | null
  /** The field of a shared value that is meant. */
  readonly part: string | null
}

export const scalars = ['Int', 'String', 'Boolean', 'Colour'] as const

const noType = { fields: [], members: [], known: [], keys: [] }

/** Draws a graph: two to four subgraphs, entities that spread over them, values, an interface and a union. */
export function drawModel(g: GeneratorValue): GraphModel {
  const subgraphs = g(fc.integer, { min: 2, max: 4 })
  const all = Array.from({ length: subgraphs }, (_, index) => index)
  const someone = (): number => g(fc.constantFrom, ...all)
  const named = (prefix: string, { min, max }: { readonly min: number; readonly max: number }) =>
    Array.from({ length: g(fc.integer, { min, max }) }, (_, index) => ({ name: `${prefix}${index}`, home: someone() }))
  const entities = named('E', { min: 2, max: 4 })
  const values = named('V', { min: 0, max: 2 })
  const names = entities.map(entity => entity.name)
  const place: FieldPlace = { g, someone }

  const shared: TypeModel = {
    ...noType,
    name: 'W0',
    kind: 'shared',
    home: 0,
    fields: drawFields(place, { names: ['w0', 'w1'], owner: 0, bases: ['Int'] }).map(field => ({
      ...plain(field),
      list: false,
      nested: false,
      required: false,
      argument: null,
    })),
  }
  const known = all.map(index => names.filter(name => name === names[index % names.length] || g(fc.boolean)))
  const members = names.filter(name => known.some(each => each.includes(name)))
  const union: TypeModel = { ...noType, name: 'U0', kind: 'union', home: 0, members, known }
  const abstracts: TypeModel[] = [union]
  const home = someone()
  const locals = entities.filter(entity => entity.home === home).map(entity => entity.name)
  if (locals.length > 0) {
    const [common] = drawFields(place, { names: ['common'], owner: home, bases: ['Int', 'String'] })
    // The subgraph after the last has the interface as an object and adds a field to all its implementations.
    const [extra] = g(fc.boolean)
      ? drawFields(place, { names: ['extra'], owner: subgraphs, bases: ['Int', 'String'] })
      : []
    const fields = [common, extra]
      .filter(field => field !== undefined)
      .map(field => ({
        ...plain(field),
        argument: null,
        // A plan may ask an interface object for more than the client did: what isn't asked for must not fail.
        ...(field.name === 'extra' ? { list: false, nested: false, itemRequired: false, required: false } : {}),
      }))
    abstracts.push({ ...noType, name: 'I0', kind: 'interface', home, fields, members: locals })
  }
  const basesAt = (owner: number): string[] => [
    ...scalars,
    ...names,
    'W0',
    'U0',
    ...values.filter(value => value.home === owner).map(value => value.name),
    ...abstracts.filter(each => each.kind === 'interface' && each.home === owner).map(each => each.name),
  ]
  const types: TypeModel[] = [
    ...entities.map(({ name, home }): TypeModel => {
      const own = Array.from({ length: g(fc.integer, { min: 2, max: 6 }) }, (_, index) => {
        const owner = g(fc.boolean) ? home : someone()
        return drawFields(place, { names: [`f${index}`], owner, bases: basesAt(owner) })
      }).flat()
      const common = abstracts.find(each => each.kind === 'interface' && each.members.includes(name))?.fields ?? []
      // An interface object is found by id, and composition wants that every subgraph can go there at once.
      const choices = common.some(field => field.owner === subgraphs)
        ? [['id'], ['id', 'code']]
        : [['id'], ['code'], ['id', 'code'], ['id code']]
      const keys = all.map(index => (index === home ? ['id', 'code'] : g(fc.constantFrom, ...choices)))
      return { ...noType, name, kind: 'entity', home, fields: [...common, ...withRequires(g, own)], keys }
    }),
    ...values.map(({ name, home }): TypeModel => ({
      ...noType,
      name,
      kind: 'value',
      home,
      fields: drawFields(place, { names: ['v0', 'v1'], owner: home, bases: [...scalars, ...names] }).map(plain),
    })),
    shared,
    ...abstracts,
  ]
  const withExtra = abstracts.some(type => type.fields.some(field => field.owner === subgraphs))
  const roots = Array.from({ length: g(fc.integer, { min: 1, max: 4 }) }, (_, index) => {
    const owner = someone()
    return drawFields(place, { names: [`r${index}`], owner, bases: basesAt(owner) }).map(plain)
  }).flat()
  const [object] = withExtra ? drawFields(place, { names: ['object'], owner: subgraphs, bases: ['I0'] }) : []
  return {
    subgraphs: subgraphs + (withExtra ? 1 : 0),
    types: withProvides(g, types),
    roots: object === undefined ? roots : [...roots, plain(object)],
  }
}

const plain = (field: FieldModel): FieldModel => ({ ...field, sharedWith: null, takenFrom: null })
