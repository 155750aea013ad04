import type {
  BatchFetchNode,
  FetchNode,
  FetchNodePathSegment,
  FetchRewrite,
  FlattenNode,
  FlattenNodePathSegment,
  PlanNode,
} from '@graphql-hive/router-query-planner'
import { Kind, parse, print, stripIgnoredCharacters, type DocumentNode, type SelectionSetNode } from 'graphql'
import { requiredOf } from './required-of.ts'
import { singleOperation } from './single-operation.ts'
import type { ContextualPart, ContextualSplit } from './split-contexts.ts'

/** Plans a document. */
type Plan = (document: DocumentNode) => Promise<PlanNode | undefined>

/** The plan of an operation with fields from contexts: first all around them, then they, then what is below. */
export async function planContexts({ document, parts }: ContextualSplit, plan: Plan): Promise<PlanNode | undefined> {
  const [first, ...later] = await Promise.all([plan(document), ...parts.map(part => planPart(part, plan))])
  return inOrder(first, inParallel(later))
}

async function planPart(part: ContextualPart, plan: Plan): Promise<PlanNode | undefined> {
  const [own, ...later] = await Promise.all([plan(part.document), ...part.parts.map(each => planPart(each, plan))])
  return inOrder(own === undefined ? undefined : moved(own, part), inParallel(later))
}

function inOrder(first: PlanNode | undefined, then: PlanNode | undefined): PlanNode | undefined {
  if (first === undefined || then === undefined) return first ?? then
  return { kind: 'Sequence', nodes: [...(first.kind === 'Sequence' ? first.nodes : [first]), then] }
}

function inParallel(nodes: readonly (PlanNode | undefined)[]): PlanNode | undefined {
  const present = nodes.filter(node => node !== undefined)
  return present.length > 1 ? { kind: 'Parallel', nodes: present } : present[0]
}

/** A part's plan at the place of the objects that have its fields: what began at its root field begins at them. */
function moved(node: PlanNode, part: ContextualPart): PlanNode {
  switch (node.kind) {
    case 'Fetch':
      return { kind: 'Flatten', path: [...part.place], node: fromEntity(node, part) }
    case 'Flatten':
      return { ...node, path: movedPath(node.path, part) }
    case 'BatchFetch':
      return { kind: 'Parallel', nodes: apart(node, part) }
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map(each => moved(each, part)) }
    case 'Condition':
    case 'Subscription':
    case 'Defer':
      throw new Error(`a plan of fields from contexts has ${node.kind}`)
  }
}

function movedPath([entry, ...rest]: FlattenNodePathSegment[], { field, place }: ContextualPart) {
  if (entry === undefined || entry === '@' || !('Field' in entry) || entry.Field !== field.entry)
    throw new Error('a plan of fields from contexts goes elsewhere')
  return [...place, ...rest]
}

/** A fetch of a part's root field as one of entities. */
function fromEntity(node: FetchNode, part: ContextualPart): FetchNode {
  const { operation, outputRewrites } = node
  return {
    ...node,
    operationKind: 'query',
    operation: entitiesOperation(operation, part),
    requires: [
      {
        kind: 'InlineFragment',
        typeCondition: part.field.type,
        selections: [{ kind: 'Field', name: '__typename' }, ...requiredOf(part.field.key)],
      },
    ],
    ...(outputRewrites === undefined ? {} : { outputRewrites: outputRewrites.map(each => belowEntry(each, part)) }),
  }
}

function belowEntry(rewrite: FetchRewrite, { field }: ContextualPart): FetchRewrite {
  const below = <Rewrite extends { path: FetchNodePathSegment[] }>(each: Rewrite): Rewrite => {
    const [first] = each.path
    return first !== undefined && 'Key' in first && first.Key === field.entry
      ? { ...each, path: each.path.slice(1) }
      : each
  }
  if ('KeyRenamer' in rewrite) return { KeyRenamer: below(rewrite.KeyRenamer) }
  return 'ValueSetter' in rewrite ? { ValueSetter: below(rewrite.ValueSetter) } : below(rewrite)
}

function entitiesOperation(text: string, { field }: ContextualPart): string {
  const document = parse(text, { noLocation: true })
  const definitions = document.definitions.map(definition => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return definition
    const [entry] = definition.selectionSet.selections
    if (entry?.kind !== Kind.FIELD || entry.selectionSet === undefined)
      throw new Error('a plan of fields from contexts begins elsewhere')
    const [head] = parse(entitiesQuery(field.type), { noLocation: true }).definitions
    if (head?.kind !== Kind.OPERATION_DEFINITION) throw new Error('a text of an operation has one')
    return {
      ...definition,
      variableDefinitions: [...(head.variableDefinitions ?? []), ...(definition.variableDefinitions ?? [])],
      selectionSet: withInnermost(head.selectionSet, entry.selectionSet),
    }
  })
  return stripIgnoredCharacters(print({ ...document, definitions }))
}

const entitiesQuery = (type: string): string =>
  `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type} { __typename } } }`

function withInnermost(outer: SelectionSetNode, innermost: SelectionSetNode): SelectionSetNode {
  const [node] = outer.selections
  if (node === undefined || node.kind === Kind.FRAGMENT_SPREAD || node.selectionSet === undefined) return innermost
  return { ...outer, selections: [{ ...node, selectionSet: withInnermost(node.selectionSet, innermost) }] }
}

/** The fetches that a plan has joined, one by one: each may take other values from contexts. */
function apart(node: BatchFetchNode, part: ContextualPart): FlattenNode[] {
  const { entityBatch, operation, kind: _kind, ...rest } = node
  return entityBatch.aliases.flatMap(({ alias, paths, requires, inputRewrites, outputRewrites, ...named }) => {
    const single = singleOperation(operation, alias, named.representationsVariableName)
    const variableUsages = node.variableUsages?.filter(name => new RegExp(`\\$${name}\\b`).test(single))
    return paths.map((path): FlattenNode => ({
      kind: 'Flatten',
      path: movedPath(path, part),
      node: {
        ...rest,
        kind: 'Fetch',
        operation: single,
        requires,
        ...(variableUsages === undefined ? {} : { variableUsages }),
        ...(inputRewrites === undefined ? {} : { inputRewrites }),
        ...(outputRewrites === undefined ? {} : { outputRewrites }),
      },
    }))
  })
}
