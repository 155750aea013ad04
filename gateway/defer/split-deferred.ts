import { Kind, OperationTypeNode, visit, type DocumentNode, type SelectionSetNode } from 'graphql'
import { nothing, type Flags } from '../planning/conditions.ts'
import { findDeferred, type DeferSchema, type Found } from './find-deferred.ts'
import { inlined } from './inlined.ts'

/** A fragment that is answered after the rest. */
export interface Deferred extends Found {
  /** Its own fields, without what is deferred further. */
  readonly fields: SelectionSetNode
  /** The operation with this fragment and those around it, and no other deferred one. */
  readonly document: DocumentNode
}

export interface Split {
  /** The operation without its deferred fragments. */
  readonly primary: DocumentNode
  readonly deferred: readonly Deferred[]
}

/** More fragments are not deferred one by one: each costs a plan. */
const most = 20

/** Takes the deferred fragments out of a query whose other conditions are decided; undefined when it has none. */
export function splitDeferred(document: DocumentNode, flags: Flags, target: DeferSchema): Split | undefined {
  const operation = document.definitions.find(each => each.kind === Kind.OPERATION_DEFINITION)
  const type = target.schema.getQueryType()
  if (operation?.operation !== OperationTypeNode.QUERY || type == null) return undefined
  const whole = inlined(document, operation.selectionSet)
  if (whole === undefined) return undefined
  const all = findDeferred(whole, { type, place: [], parent: undefined }, { ...target, flags })
  if (all.length === 0 || all.length > most) return undefined
  const nodes = new Set<object>(all.map(({ node }) => node))
  const keeping = (selection: SelectionSetNode, kept: ReadonlySet<object>): SelectionSetNode =>
    visit(selection, {
      InlineFragment: node => (nodes.has(node) && !kept.has(node) ? null : undefined),
      Directive: node => (node.name.value === 'defer' ? null : undefined),
      SelectionSet: { leave: node => (node.selections.length === 0 ? { ...node, selections: [nothing] } : undefined) },
    })
  const withKept = (kept: ReadonlySet<object>): DocumentNode => ({
    kind: Kind.DOCUMENT,
    definitions: [{ ...operation, selectionSet: keeping(whole, kept) }],
  })
  return {
    primary: withKept(new Set()),
    deferred: all.map(found => {
      const kept = new Set<object>(around(found))
      return { ...found, fields: keeping(found.node.selectionSet, kept), document: withKept(kept) }
    }),
  }
}

/** A fragment and the deferred ones that it stands in. */
const around = ({ node, parent }: Found): object[] => [node, ...(parent === undefined ? [] : around(parent))]
