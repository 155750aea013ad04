import type { GeneratorValue } from 'fast-check'
import * as fc from 'fast-check'

/** A graph made up by chance: the same for the merged schema and for the subgraphs that it is cut into. */
export interface GraphModel {
  readonly subgraphs: number
  readonly types: readonly TypeModel[]
  readonly roots: readonly FieldModel[]
}

export interface TypeModel {
  readonly name: string
  /** An entity has the key `id`, and its fields may come from several subgraphs; a value comes whole from one. */
  readonly kind: 'entity' | 'value' | 'interface' | 'union'
  /** The subgraph that an entity's home or a value's only one is. */
  readonly home: number
  readonly fields: readonly FieldModel[]
  /** The entities behind an interface or a union. */
  readonly members: readonly string[]
}

export interface FieldModel {
  readonly name: string
  readonly owner: number
  /** Another subgraph that can answer it as well. */
  readonly sharedWith: number | null
  readonly base: string
  readonly list: boolean
  readonly itemRequired: boolean
  readonly required: boolean
  readonly hasArgument: boolean
  /** A scalar field of the same entity, of another subgraph, that the value is computed from. */
  readonly requires: string | null
}

const scalars = ['Int', 'String', 'Boolean'] as const

/** Draws a graph: two to four subgraphs, entities that spread over them, values, an interface and a union. */
export function drawModel(g: GeneratorValue): GraphModel {
  const subgraphs = g(fc.integer, { min: 2, max: 4 })
  const someone = (): number => g(fc.integer, { min: 0, max: subgraphs - 1 })
  const entities = Array.from({ length: g(fc.integer, { min: 2, max: 4 }) }, (_, index) => ({
    name: `E${index}`,
    home: someone(),
  }))
  const values = Array.from({ length: g(fc.integer, { min: 0, max: 2 }) }, (_, index) => ({
    name: `V${index}`,
    home: someone(),
  }))
  const names = entities.map(entity => entity.name)

  const drawField = (name: string, owner: number, bases: readonly string[]): FieldModel => {
    const base = g(fc.constantFrom, ...bases)
    const list = g(fc.integer, { min: 0, max: 3 }) === 0
    const scalar = scalars.some(each => each === base)
    const other = someone()
    return {
      name,
      owner,
      sharedWith: scalar && other !== owner && g(fc.integer, { min: 0, max: 4 }) === 0 ? other : null,
      base,
      list,
      itemRequired: list && g(fc.boolean),
      required: g(fc.integer, { min: 0, max: 3 }) === 0,
      hasArgument: scalar && g(fc.integer, { min: 0, max: 3 }) === 0,
      requires: null,
    }
  }

  const abstracts: TypeModel[] = []
  const home = someone()
  const locals = entities.filter(entity => entity.home === home).map(entity => entity.name)
  if (locals.length > 0) {
    abstracts.push({ name: 'U0', kind: 'union', home, fields: [], members: locals })
    const shared = { ...drawField('common', home, ['Int', 'String']), sharedWith: null, hasArgument: false }
    abstracts.push({ name: 'I0', kind: 'interface', home, fields: [shared], members: locals })
  }
  const basesAt = (owner: number): string[] => [
    ...scalars,
    ...names,
    ...values.filter(value => value.home === owner).map(value => value.name),
    ...abstracts.filter(abstract => abstract.home === owner).map(abstract => abstract.name),
  ]

  const types: TypeModel[] = [
    ...entities.map(({ name, home }): TypeModel => {
      const count = g(fc.integer, { min: 2, max: 6 })
      const fields = Array.from({ length: count }, (_, index) => {
        const owner = g(fc.boolean) ? home : someone()
        return drawField(`f${index}`, owner, basesAt(owner))
      })
      const common = abstracts.find(each => each.kind === 'interface' && each.members.includes(name))?.fields ?? []
      return { name, kind: 'entity', home, fields: [...common, ...withRequires(g, fields)], members: [] }
    }),
    ...values.map(({ name, home }): TypeModel => ({
      name,
      kind: 'value',
      home,
      fields: Array.from({ length: 2 }, (_, index) => ({
        ...drawField(`v${index}`, home, [...scalars, ...names]),
        sharedWith: null,
      })),
      members: [],
    })),
    ...abstracts,
  ]
  const roots = Array.from({ length: g(fc.integer, { min: 1, max: 4 }) }, (_, index) => {
    const owner = someone()
    return { ...drawField(`r${index}`, owner, basesAt(owner)), sharedWith: null }
  })
  return { subgraphs, types, roots }
}

/** Lets some scalar fields be computed from a field of another subgraph. */
function withRequires(g: GeneratorValue, fields: readonly FieldModel[]): FieldModel[] {
  return fields.map((field, index) => {
    if (field.base !== 'Int' || field.list || field.sharedWith !== null || !g(fc.boolean)) return field
    const source = fields.find(
      (other, place) =>
        place !== index &&
        other.owner !== field.owner &&
        other.base === 'Int' &&
        !other.list &&
        !other.hasArgument &&
        other.sharedWith === null &&
        !other.required,
    )
    // A field that is itself computed, or that another is computed from, stays as it is: no chains.
    if (source === undefined || index < fields.indexOf(source)) return field
    return { ...field, requires: source.name, hasArgument: false }
  })
}
