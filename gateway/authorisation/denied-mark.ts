import { Kind, visit, type DirectiveNode, type DocumentNode, type FieldNode } from 'graphql'
import { nothing } from '../planning/conditions.ts'

/** Stands at the fields of an operation that its caller may not use; no client can write it. */
const mark: DirectiveNode = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: '_denied' } }

export const markDenied = (node: FieldNode): FieldNode => ({ ...node, directives: [...(node.directives ?? []), mark] })

export const isDenied = ({ directives }: FieldNode): boolean => directives?.includes(mark) === true

/** The document without the fields that are denied; the same document when there are none. */
export function withoutDenied(document: DocumentNode): DocumentNode {
  return visit(document, {
    Field: node => (isDenied(node) ? null : undefined),
    SelectionSet: { leave: node => (node.selections.length === 0 ? { ...node, selections: [nothing] } : undefined) },
  })
}
