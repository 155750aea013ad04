import type { GeneratorValue } from 'fast-check'
import * as fc from 'fast-check'
import { scalars, type FieldModel, type Requirement, type TypeModel } from './model.ts'

/** Lets some number fields be computed from one or two fields of other subgraphs; never in chains. */
export function withRequires(g: GeneratorValue, fields: readonly FieldModel[]): FieldModel[] {
  const computed = fields.map(field => isNumber(field) && isPlain(field) && g(fc.boolean))
  return fields.map((field, index) => {
    if (computed[index] !== true) return field
    const sources = fields.filter(
      (other, place) =>
        computed[place] !== true &&
        other.owner !== field.owner &&
        isPlain(other) &&
        (isNumber(other) || (other.base === 'W0' && !other.list)) &&
        other.argument !== 'input',
    )
    if (sources.length === 0) return field
    const chosen = new Set([g(fc.constantFrom, ...sources), g(fc.constantFrom, ...sources)])
    const requires = [...chosen].map((source): Requirement => ({
      name: source.name,
      x: source.argument === null ? null : g(fc.constantFrom, 1, 2, 7),
      part: source.base === 'W0' ? g(fc.constantFrom, 'w0', 'w1') : null,
    }))
    return { ...field, requires, argument: null }
  })
}

const isNumber = (field: FieldModel): boolean => field.base === 'Int' && !field.list
const isPlain = (field: FieldModel): boolean => field.sharedWith === null && field.takenFrom === null && !field.required

/** Lets some fields that lead to an entity bring one of its fields along that is another subgraph's. */
export function withProvides(g: GeneratorValue, types: readonly TypeModel[]): TypeModel[] {
  const provide = (field: FieldModel): FieldModel => {
    const target = types.find(type => type.kind === 'entity' && type.name === field.base)
    const fields = target?.fields.filter(
      each =>
        each.owner !== field.owner &&
        scalars.some(scalar => scalar === each.base) &&
        each.sharedWith === null &&
        each.takenFrom === null &&
        each.argument === null &&
        each.requires.length === 0 &&
        each.name.startsWith('f'),
    )
    if (fields === undefined || fields.length === 0 || !g(fc.boolean)) return field
    return { ...field, provides: g(fc.constantFrom, ...fields).name }
  }
  return types.map(type => (type.kind === 'entity' ? { ...type, fields: type.fields.map(provide) } : type))
}

/** The fields of an entity that a subgraph can answer on the way of a field that provides them. */
export function providedAt(types: readonly TypeModel[], entity: TypeModel, subgraph: number): ReadonlySet<string> {
  const ways = types.flatMap(type => type.fields).filter(each => each.base === entity.name && each.owner === subgraph)
  return new Set(ways.flatMap(each => each.provides ?? []))
}

/** Whether any subgraph but its own can answer a field. */
export const isProvided = (types: readonly TypeModel[], entity: TypeModel, field: FieldModel): boolean =>
  types.some(type => type.fields.some(each => each.base === entity.name && each.provides === field.name))
