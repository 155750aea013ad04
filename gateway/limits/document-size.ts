import { GraphQLError, Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql'
import { refuse } from '../planning/request-refused.ts'

/** What a selection holds once its fragments are spread. */
export interface Size {
  readonly fields: number
  readonly aliases: number
  /** Fields that stand directly in it. */
  readonly width: number
}

const none: Size = { fields: 0, aliases: 0, width: 0 }

const sum = (one: Size, other: Size): Size => ({
  fields: one.fields + other.fields,
  aliases: one.aliases + other.aliases,
  width: one.width + other.width,
})

/** The largest sizes of a document's operations and fragments, used or not; each fragment is counted once, however often it is spread. */
export function sizeOf(document: DocumentNode): Size {
  const fragments = fragmentsOf(document)
  const known = new Map<string, Size | 'open'>()

  const ofFragment = (name: string): Size => {
    const size = known.get(name)
    if (size === 'open')
      throw refuse('GRAPHQL_VALIDATION_FAILED', [new GraphQLError(`Cannot spread fragment "${name}" within itself.`)])
    if (size !== undefined) return size
    known.set(name, 'open')
    const fragment = fragments.get(name)
    const counted = fragment === undefined ? none : ofSelection(fragment.selectionSet)
    known.set(name, counted)
    return counted
  }
  const ofSelection = ({ selections }: SelectionSetNode): Size =>
    selections
      .map((node): Size => {
        if (node.kind === Kind.FRAGMENT_SPREAD) return ofFragment(node.name.value)
        if (node.kind === Kind.INLINE_FRAGMENT) return ofSelection(node.selectionSet)
        const inner = node.selectionSet === undefined ? none : ofSelection(node.selectionSet)
        return { fields: inner.fields + 1, aliases: inner.aliases + (node.alias === undefined ? 0 : 1), width: 1 }
      })
      .reduce(sum, none)

  const sizes = document.definitions
    .filter(node => node.kind === Kind.OPERATION_DEFINITION || node.kind === Kind.FRAGMENT_DEFINITION)
    .map(node => ofSelection(node.selectionSet))
  const most = (key: keyof Size): number => Math.max(0, ...sizes.map(size => size[key]))
  return { fields: most('fields'), aliases: most('aliases'), width: most('width') }
}

export function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions
      .filter(node => node.kind === Kind.FRAGMENT_DEFINITION)
      .map(fragment => [fragment.name.value, fragment]),
  )
}
