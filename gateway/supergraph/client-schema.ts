import { visit, type DocumentNode } from 'graphql'
import { linkedName } from './linked-name.ts'

/** The schema that clients see, without what a supergraph says of it to gateways alone. */
export function clientSchemaOf(planned: DocumentNode, supergraph: DocumentNode): DocumentNode {
  const internal = new Set([
    linkedName(supergraph, 'authenticated'),
    linkedName(supergraph, 'requiresScopes'),
    linkedName(supergraph, 'policy'),
    linkedName(supergraph, 'tag'),
    linkedName(supergraph, 'cost'),
    linkedName(supergraph, 'cost', 'listSize'),
  ])
  return visit(planned, {
    DirectiveDefinition: node => (internal.has(node.name.value) ? null : undefined),
    Directive: node => (internal.has(node.name.value) ? null : undefined),
    ScalarTypeDefinition: node => (/^join__|__(Policy|Scope)$/.test(node.name.value) ? null : undefined),
    InputObjectTypeDefinition: node => (node.name.value.startsWith('join__') ? null : undefined),
  })
}
