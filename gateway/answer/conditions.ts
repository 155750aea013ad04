import { Kind, visit, type DirectiveNode, type DocumentNode } from 'graphql'

/** The values of the Boolean variables that decide which fields an operation has. */
export type Flags = ReadonlyMap<string, boolean>

/** The names of the variables that `@skip` and `@include` look at anywhere in a document. */
export function flagNamesOf(document: DocumentNode): string[] {
  const names = new Set<string>()
  visit(document, {
    Directive(node) {
      const variable = conditionOf(node)
      if (variable?.kind === Kind.VARIABLE) names.add(variable.name.value)
    },
  })
  return [...names]
}

/** Whether a selection with these directives is in the answer. */
export function isIncluded(directives: readonly DirectiveNode[] | undefined, flags: Flags): boolean {
  return (directives ?? []).every(node => {
    const condition = conditionOf(node)
    if (condition === undefined) return true
    const value =
      condition.kind === Kind.VARIABLE
        ? flags.get(condition.name.value) === true
        : 'value' in condition && condition.value === true
    return node.name.value === 'skip' ? !value : value
  })
}

function conditionOf(node: DirectiveNode) {
  if (node.name.value !== 'skip' && node.name.value !== 'include') return undefined
  return node.arguments?.find(argument => argument.name.value === 'if')?.value
}
