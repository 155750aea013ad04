import { Kind, type DocumentNode, type SelectionSetNode, type TypeNode } from 'graphql'
import { StartRefused } from '#platform/start-refused.ts'
import { fieldSet, named, textOf, type Contexts } from '../contexts/contexts.ts'

/** Refuses a supergraph with fields from contexts where no plan would answer them rightly. */
export function refuseUnsupported(supergraph: DocumentNode, { fields, setters }: Contexts): void {
  if (fields.size === 0) return
  const types = new Map<string, ReadonlyMap<string, string>>()
  for (const type of supergraph.definitions)
    if (type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION)
      types.set(type.name.value, new Map(type.fields?.map(field => [field.name.value, nameOf(field.type)])))

  const refuseIn = (selection: SelectionSetNode, type: string, where: string): void => {
    for (const node of selection.selections) {
      if (node.kind === Kind.FRAGMENT_SPREAD) continue
      if (node.kind === Kind.INLINE_FRAGMENT) {
        refuseIn(node.selectionSet, node.typeCondition?.name.value ?? type, where)
        continue
      }
      if (fields.has(`${type}.${node.name.value}`))
        throw new StartRefused(
          `${type}.${node.name.value} takes an argument by @fromContext and is ${where}, which the gateway does not execute.`,
        )
      const inner = types.get(type)?.get(node.name.value)
      if (node.selectionSet !== undefined && inner !== undefined) refuseIn(node.selectionSet, inner, where)
    }
  }

  for (const type of supergraph.definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue
    const name = type.name.value
    for (const each of named(type.directives, 'join__type')) {
      const key = textOf(each, 'key')
      if (key !== '') refuseIn(fieldSet(key), name, `part of a key of ${name}`)
    }
    for (const field of type.fields ?? [])
      for (const each of named(field.directives, 'join__field')) {
        const place = `${name}.${field.name.value}`
        const [requires, provides] = [textOf(each, 'requires'), textOf(each, 'provides')]
        if (requires !== '') refuseIn(fieldSet(requires), name, `required by ${place}`)
        if (provides !== '') refuseIn(fieldSet(provides), nameOf(field.type), `provided by ${place}`)
        if (fields.has(place) && textOf(each, 'overrideLabel') !== '')
          throw new StartRefused(
            `${place} takes an argument by @fromContext and moves by a label, which the gateway does not execute.`,
          )
      }
  }
  for (const field of fields.values())
    for (const { context, selection } of field.arguments)
      for (const setter of setters.get(context) ?? [])
        refuseIn(selection, setter, `the context of ${field.type}.${field.name}`)
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type)
}
