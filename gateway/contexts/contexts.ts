import {
  Kind,
  parse,
  parseType,
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql'
import { StartRefused } from '#platform/start-refused.ts'

/** An argument that an object around the field fills, and never the client. */
export interface ContextualArgument {
  readonly name: string
  readonly type: TypeNode
  readonly context: string
  /** Where the value stands in the object that sets the context. */
  readonly selection: SelectionSetNode
}

/** A field with arguments by `@fromContext`. */
export interface ContextualField {
  /** The object type that has it. */
  readonly type: string
  readonly name: string
  /** The subgraph that answers it, as the supergraph's own enum names it. */
  readonly graph: string
  /** The root field that a plan of it begins at; it exists in planning alone. */
  readonly entry: string
  /** The key by which its subgraph finds the object. */
  readonly key: SelectionSetNode
  readonly arguments: readonly ContextualArgument[]
}

/** What a supergraph has of `@context` and `@fromContext`. */
export interface Contexts {
  /** By type and name, such as `Item.price`. */
  readonly fields: ReadonlyMap<string, ContextualField>
  /** For each context the types that set it. */
  readonly setters: ReadonlyMap<string, ReadonlySet<string>>
}

/** Reads the contexts of a supergraph; a stranger's may have none. */
export function contextsOf(supergraph: DocumentNode): Contexts {
  const fields = new Map<string, ContextualField>()
  const setters = new Map<string, Set<string>>()
  for (const definition of supergraph.definitions) {
    if (!('directives' in definition) || !('name' in definition) || definition.name === undefined) continue
    const type = definition.name.value
    const directives = (definition.directives ?? []).filter(isConstant)
    for (const context of named(directives, 'context').map(each => textOf(each, 'name')))
      setters.set(context, (setters.get(context) ?? new Set()).add(type))
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue
    for (const field of definition.fields ?? []) {
      const taking = named(field.directives, 'join__field').find(each => given(each, 'contextArguments') !== undefined)
      if (taking === undefined) continue
      const graph = textOf(taking, 'graph')
      const key = named(directives, 'join__type').find(
        each => textOf(each, 'graph') === graph && textOf(each, 'key') !== '' && !isFalse(given(each, 'resolvable')),
      )
      if (key === undefined)
        throw new StartRefused(
          `${type}.${field.name.value} takes an argument by @fromContext, but its subgraph finds no ${type} by a key.`,
        )
      fields.set(`${type}.${field.name.value}`, {
        type,
        name: field.name.value,
        graph,
        entry: `_context_${graph}_${type}`,
        key: fieldSet(textOf(key, 'key')),
        arguments: argumentsOf(given(taking, 'contextArguments')),
      })
    }
  }
  return { fields, setters }
}

/** The selection that the text of a key, a requirement or a context means. */
export function fieldSet(text: string): SelectionSetNode {
  const trimmed = text.trim()
  const [operation] = parse(trimmed.startsWith('{') ? trimmed : `{${trimmed}}`, { noLocation: true }).definitions
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new StartRefused(`"${text}" selects no fields.`)
  return operation.selectionSet
}

export const named = (directives: readonly ConstDirectiveNode[] | undefined, name: string): ConstDirectiveNode[] =>
  (directives ?? []).filter(each => each.name.value === name)

export const given = (directive: ConstDirectiveNode, name: string): ConstValueNode | undefined =>
  directive.arguments?.find(each => each.name.value === name)?.value

/** A directive's argument as text; empty when it isn't given. */
export function textOf(directive: ConstDirectiveNode, name: string): string {
  const value = given(directive, name)
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : ''
}

// The definitions of a schema carry no variables; the type of a document's definitions doesn't say so.
export const isConstant = (directive: { readonly kind: Kind.DIRECTIVE }): directive is ConstDirectiveNode =>
  directive.kind === Kind.DIRECTIVE

const isFalse = (value: ConstValueNode | undefined): boolean => value?.kind === Kind.BOOLEAN && !value.value

function argumentsOf(list: ConstValueNode | undefined): ContextualArgument[] {
  const items = list?.kind === Kind.LIST ? list.values : list === undefined ? [] : [list]
  return items.map(item => {
    const text = (name: string): string => {
      const value = item.kind === Kind.OBJECT ? item.fields.find(each => each.name.value === name)?.value : undefined
      return value?.kind === Kind.STRING ? value.value : ''
    }
    return {
      name: text('name'),
      type: parseType(text('type'), { noLocation: true }),
      context: text('context'),
      selection: fieldSet(text('selection')),
    }
  })
}
