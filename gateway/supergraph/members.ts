import { Kind, type DocumentNode } from 'graphql'

/** A subgraph as the supergraph knows it. */
export interface SupergraphMember {
  readonly name: string
  readonly url: string
}

/** The subgraphs that a supergraph joins, with their addresses. */
export function membersOf(supergraph: DocumentNode): SupergraphMember[] {
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue
    return (definition.values ?? []).map(value => {
      const graph = value.directives?.find(directive => directive.name.value === 'join__graph')
      const text = (name: string): string => {
        const given = graph?.arguments?.find(argument => argument.name.value === name)?.value
        return given?.kind === Kind.STRING ? given.value : ''
      }
      return { name: text('name'), url: text('url') }
    })
  }
  throw new Error('it joins no subgraphs: the enum join__Graph is missing')
}
