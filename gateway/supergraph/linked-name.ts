import { Kind, type ConstDirectiveNode, type ConstValueNode, type DocumentNode } from 'graphql'
import { given, named, textOf } from '../contexts/contexts.ts'

/**
 * The name that a supergraph gives a directive of a federation's specification: an import may have another name for it,
 * and so may the specification. Without a link it is the directive's own.
 */
export function linkedName(supergraph: DocumentNode, specification: string, directive = specification): string {
  const link = supergraph.definitions
    .filter(each => each.kind === Kind.SCHEMA_DEFINITION || each.kind === Kind.SCHEMA_EXTENSION)
    .flatMap(each => named(each.directives, 'link'))
    .find(each => textOf(each, 'url').startsWith(`https://specs.apollo.dev/${specification}/`))
  if (link === undefined) return directive
  const imported = importsOf(link).get(`@${directive}`)
  if (imported !== undefined) return imported.slice(1)
  const prefix = textOf(link, 'as') || specification
  return directive === specification ? prefix : `${prefix}__${directive}`
}

/** What a link imports, by its own name, with the name that it has here. */
function importsOf(link: ConstDirectiveNode): ReadonlyMap<string, string> {
  const list = given(link, 'import')
  const items = list?.kind === Kind.LIST ? list.values : []
  return new Map(items.map(importOf))
}

function importOf(item: ConstValueNode): readonly [string, string] {
  if (item.kind === Kind.STRING) return [item.value, item.value]
  const text = (field: string): string => {
    const value = item.kind === Kind.OBJECT ? item.fields.find(each => each.name.value === field)?.value : undefined
    return value?.kind === Kind.STRING ? value.value : ''
  }
  return [text('name'), text('as') || text('name')]
}
