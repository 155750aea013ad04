import { Kind, parse, visit, type DocumentNode, type InlineFragmentNode, type ValueNode } from 'graphql'
import type { Flags } from '../planning/conditions.ts'

const definition = parse(`
"The fields of the fragment may come later than the rest, when the client takes answers in parts (multipart/mixed)."
directive @defer(
  "Deferred when true; one with the rest when false."
  if: Boolean! = true
  "Comes back with the part."
  label: String
) on FRAGMENT_SPREAD | INLINE_FRAGMENT`)

/** The schema as clients see it, with the directive, unless it has one of that name. */
export const withDefer = (schema: DocumentNode): DocumentNode =>
  schema.definitions.some(each => each.kind === Kind.DIRECTIVE_DEFINITION && each.name.value === 'defer')
    ? schema
    : { ...schema, definitions: [...schema.definitions, ...definition.definitions] }

/** Whether anything in a document is deferred. */
export function defers(document: DocumentNode): boolean {
  let found = false
  visit(document, { Directive: node => void (found ||= node.name.value === 'defer') })
  return found
}

/** How a fragment is deferred; undefined when it isn't. */
export function deferOf(
  { directives = [] }: InlineFragmentNode,
  flags: Flags,
): { readonly label: string | undefined } | undefined {
  const directive = directives.find(each => each.name.value === 'defer')
  const argument = (name: string): ValueNode | undefined =>
    directive?.arguments?.find(each => each.name.value === name)?.value
  const condition = argument('if')
  const isOff =
    condition?.kind === Kind.VARIABLE
      ? flags.get(condition.name.value) === false
      : condition?.kind === Kind.BOOLEAN && !condition.value
  if (directive === undefined || isOff) return undefined
  const label = argument('label')
  return { label: label?.kind === Kind.STRING ? label.value : undefined }
}
