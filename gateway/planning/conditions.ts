import { Kind, visit, type ConstDirectiveNode, type DirectiveNode, type DocumentNode, type FieldNode } from 'graphql'

/** The values of the Boolean variables that decide which fields an operation has. */
export type Flags = ReadonlyMap<string, boolean>

/** The names of the variables that `@skip`, `@include` and `@defer` look at anywhere in a document. */
export function flagNamesOf(document: DocumentNode): string[] {
  const names = new Set<string>()
  visit(document, {
    Directive(node) {
      const condition = node.name.value === 'defer' ? ifOf(node) : conditionOf(node)
      if (condition?.kind === Kind.VARIABLE) names.add(condition.name.value)
    },
  })
  return [...names]
}

/** What is asked for where conditions leave nothing else; it is no part of the answer. */
export const nothing: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }

/** The document that is left when its conditions are decided: it has none, so its plan has none either. */
export function decided(document: DocumentNode, flags: Flags): DocumentNode {
  const decide = {
    enter: <Node extends Conditional>(node: Node) =>
      isIncluded(node.directives, flags) ? withoutConditions(node) : null,
  }
  return visit(document, {
    Field: decide,
    InlineFragment: decide,
    FragmentSpread: decide,
    SelectionSet: { leave: node => (node.selections.length === 0 ? { ...node, selections: [nothing] } : undefined) },
  })
}

interface Conditional {
  readonly directives?: readonly (DirectiveNode | ConstDirectiveNode)[] | undefined
}

function withoutConditions<Node extends Conditional>(node: Node): Node | undefined {
  if (node.directives === undefined || node.directives.length === 0) return undefined
  return { ...node, directives: node.directives.filter(directive => conditionOf(directive) === undefined) }
}

function isIncluded(directives: Conditional['directives'], flags: Flags): boolean {
  return (directives ?? []).every(node => {
    const condition = conditionOf(node)
    if (condition === undefined) return true
    const value =
      condition.kind === Kind.VARIABLE
        ? flags.get(condition.name.value) === true
        : condition.kind === Kind.BOOLEAN && condition.value
    return node.name.value === 'skip' ? !value : value
  })
}

function conditionOf(node: DirectiveNode) {
  if (node.name.value !== 'skip' && node.name.value !== 'include') return undefined
  return ifOf(node)
}

const ifOf = (node: DirectiveNode) => node.arguments?.find(argument => argument.name.value === 'if')?.value
