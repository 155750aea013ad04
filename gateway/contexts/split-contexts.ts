import type { FlattenNodePathSegment } from '@graphql-hive/router-query-planner'
import {
  getNamedType,
  getOperationAST,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  OperationTypeNode,
  print,
  visit,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type VariableDefinitionNode,
} from 'graphql'
import { Fault } from '#platform/errors.ts'
import { inlined } from '../defer/inlined.ts'
import { nothing } from '../planning/conditions.ts'
import type { ContextSource } from './context-source.ts'
import type { ContextualArgument, ContextualField, Contexts } from './contexts.ts'
import { carriedFrom, possibleTypes, selectionOf, type Around, type Frame, type PlanPath } from './carried-values.ts'

/** Fields from contexts at one place of an operation, planned by themselves through a root field of their own. */
export interface ContextualPart {
  readonly document: DocumentNode
  readonly field: ContextualField
  /** Where the objects stand that have the fields. */
  readonly place: PlanPath
  /** What stands below these fields and takes from contexts itself. */
  readonly parts: readonly ContextualPart[]
}

/** An operation without its fields from contexts, but with all that they are answered from. */
export interface ContextualSplit {
  readonly document: DocumentNode
  readonly parts: readonly ContextualPart[]
  /** Where the value of each variable stands that the parts' documents have more than the client's. */
  readonly sources: ReadonlyMap<string, ContextSource>
}

/** More places than this are not planned one by one. */
const most = 100

/** Takes the fields from contexts out of an operation whose conditions are decided; undefined when it has none. */
export function splitContexts(
  document: DocumentNode,
  { schema, contexts }: { readonly schema: GraphQLSchema; readonly contexts: Contexts },
): ContextualSplit | undefined {
  if (contexts.fields.size === 0) return undefined
  const operation = getOperationAST(document)
  const root = operation == null ? undefined : schema.getRootType(operation.operation)
  if (operation == null || root == null) return undefined
  const whole = inlined(document, operation.selectionSet)
  if (whole === undefined) throw tooComplex()
  const splitter = new Splitter(operation, schema, contexts)
  const { selection, parts } = splitter.object(whole, { type: root, path: [], around: [] })
  if (parts.length === 0) return undefined
  return { document: documentOf({ ...operation, selectionSet: selection }), parts, sources: splitter.sources }
}

const tooComplex = (): Fault =>
  new Fault('OPERATION_TOO_COMPLEX', 'The operation has too many places with fields that take from a context.')

const documentOf = (operation: OperationDefinitionNode): DocumentNode => ({
  kind: Kind.DOCUMENT,
  definitions: [operation],
})

interface Place {
  readonly type: GraphQLCompositeType
  readonly path: PlanPath
  /** The objects around, the nearest first. */
  readonly around: readonly Around[]
}

/** Where the walk is inside one object: past which type conditions, in front of which parts. */
interface Within extends Place {
  readonly frame: Frame
  readonly possible: readonly string[]
}

interface Walked {
  readonly selection: SelectionSetNode
  readonly parts: readonly ContextualPart[]
}

class Splitter {
  readonly sources = new Map<string, ContextSource>()
  readonly #operation: OperationDefinitionNode
  readonly #schema: GraphQLSchema
  readonly #contexts: Contexts
  readonly #names: Set<string>
  #places = 0

  constructor(operation: OperationDefinitionNode, schema: GraphQLSchema, contexts: Contexts) {
    this.#operation = operation
    this.#schema = schema
    this.#contexts = contexts
    this.#names = new Set((operation.variableDefinitions ?? []).map(each => each.variable.name.value))
  }

  /** The selection of an object, whatever its types are. */
  object(selection: SelectionSetNode, { type, path, around }: Place): Walked {
    const frame: Frame = { type, path, added: new Map() }
    const walked = this.#within(selection, { type, path, around, frame, possible: possibleTypes(this.#schema, type) })
    if (frame.added.size === 0) return walked
    return { ...walked, selection: selectionOf([...walked.selection.selections, ...frame.added.values()]) }
  }

  #within(selection: SelectionSetNode, within: Within): Walked {
    const parts: ContextualPart[] = []
    const kept: SelectionNode[] = []
    const taken = new Map<string, { readonly field: ContextualField; readonly nodes: FieldNode[] }>()
    for (const node of selection.selections) {
      if (node.kind === Kind.FRAGMENT_SPREAD)
        throw new Error('fragments are written out before contexts are looked for')
      if (node.kind === Kind.INLINE_FRAGMENT) {
        const inner = this.#within(node.selectionSet, this.#narrowed(within, node.typeCondition?.name.value))
        parts.push(...inner.parts)
        kept.push({ ...node, selectionSet: inner.selection })
        continue
      }
      const field = this.#contexts.fields.get(`${within.type.name}.${node.name.value}`)
      if (field === undefined) {
        const inner = this.#field(node, within)
        parts.push(...inner.parts)
        kept.push(inner.node)
        continue
      }
      // Fields that take the same are answered together.
      const alike = `${field.entry} ${field.arguments.map(each => `${each.context} ${print(each.selection)}`).join()}`
      const known = taken.get(alike)
      if (known === undefined) taken.set(alike, { field, nodes: [node] })
      else known.nodes.push(node)
    }
    for (const { field, nodes } of taken.values()) {
      parts.push(this.#part(field, nodes, within))
      kept.push(nothing, ...field.key.selections)
    }
    return { selection: selectionOf(kept), parts }
  }

  #narrowed(within: Within, condition: string | undefined): Within {
    const type = condition === undefined ? undefined : this.#schema.getType(condition)
    if (!isCompositeType(type) || type.name === within.type.name) return within
    const possible = possibleTypes(this.#schema, type)
    return {
      ...within,
      type,
      path: [...within.path, { TypeCondition: [type.name] }],
      possible: within.possible.filter(each => possible.includes(each)),
    }
  }

  #field(node: FieldNode, within: Within): { readonly node: FieldNode; readonly parts: readonly ContextualPart[] } {
    const definition = fieldOf(within.type, node.name.value)
    const type = getNamedType(definition?.type)
    if (node.selectionSet === undefined || definition === undefined || !isCompositeType(type))
      return { node, parts: [] }
    const key: FlattenNodePathSegment = { Field: node.alias?.value ?? node.name.value }
    const { selection, parts } = this.object(node.selectionSet, {
      type,
      path: [...within.path, key, ...(isList(definition.type) ? ['@' as const] : [])],
      around: [within, ...within.around],
    })
    return { node: { ...node, selectionSet: selection }, parts }
  }

  #part(field: ContextualField, nodes: readonly FieldNode[], within: Within): ContextualPart {
    if (++this.#places > most) throw tooComplex()
    const { definitions, valueOf } = this.#variables(within.around)
    const inner = nodes.map(node => {
      const walked = this.#field(node, within)
      const contextual = this.#contexts.fields.get(`${field.type}.${node.name.value}`) ?? field
      const filled = contextual.arguments.map(argument => ({
        kind: Kind.ARGUMENT as const,
        name: { kind: Kind.NAME as const, value: argument.name },
        value: { kind: Kind.VARIABLE as const, name: { kind: Kind.NAME as const, value: valueOf(argument) } },
      }))
      return { ...walked, node: { ...walked.node, arguments: [...(walked.node.arguments ?? []), ...filled] } }
    })
    const entry: FieldNode = {
      kind: Kind.FIELD,
      name: { kind: Kind.NAME, value: field.entry },
      selectionSet: selectionOf(inner.map(({ node }) => node)),
    }
    const selectionSet = selectionOf([entry])
    const variableDefinitions = [...(this.#operation.variableDefinitions ?? []), ...definitions]
    return {
      document: documentOf({
        ...this.#operation,
        operation: OperationTypeNode.QUERY,
        variableDefinitions: variableDefinitions.filter(each => isUsed(each.variable.name.value, selectionSet)),
        selectionSet,
      }),
      field,
      place: within.path,
      parts: inner.flatMap(({ parts }) => parts),
    }
  }

  /** The variables of a part, one for each value that its fields take from the objects around. */
  #variables(around: readonly Around[]) {
    const names = new Map<string, string>()
    const definitions: VariableDefinitionNode[] = []
    const valueOf = (argument: ContextualArgument): string => {
      const key = `${argument.context} ${print(argument.selection)} ${print(argument.type)}`
      const known = names.get(key)
      if (known !== undefined) return known
      const name = this.#freshName()
      names.set(key, name)
      definitions.push({
        kind: Kind.VARIABLE_DEFINITION,
        variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
        type: argument.type,
      })
      this.sources.set(name, carriedFrom(around, argument, { schema: this.#schema, contexts: this.#contexts }))
      return name
    }
    return { definitions, valueOf }
  }

  #freshName(): string {
    for (let count = this.sources.size; ; count++) {
      const name = `_context_${count}`
      if (this.#names.has(name)) continue
      this.#names.add(name)
      return name
    }
  }
}

function fieldOf(type: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined
}

const isList = (type: GraphQLOutputType): boolean => isListType(isNonNullType(type) ? type.ofType : type)

function isUsed(name: string, selection: SelectionSetNode): boolean {
  let used = false
  visit(selection, { Variable: node => void (used ||= node.name.value === name) })
  return used
}
