import {
  Kind,
  OperationTypeNode,
  print,
  visit,
  type DocumentNode,
  type FieldDefinitionNode,
  type NameNode,
} from 'graphql'
import { named, textOf, type ContextualField, type Contexts } from './contexts.ts'

/**
 * The supergraph as it is planned: arguments from contexts are arguments as any other, and a root field leads to each
 * type that has some, so that what is below them can be planned by itself. Clients never see it.
 */
export function withEntries(supergraph: DocumentNode, { fields }: Contexts): string {
  const entries = new Map([...fields.values()].map(field => [field.entry, field]))
  const root = queryTypeOf(supergraph)
  return print(
    visit(supergraph, {
      ObjectTypeDefinition(type) {
        const own = (type.fields ?? []).map(field => {
          const contextual = fields.get(`${type.name.value}.${field.name.value}`)
          return contextual === undefined ? field : withArguments(field, contextual)
        })
        const added = type.name.value === root ? [...entries.values()].map(entryField) : []
        return { ...type, fields: [...own, ...added] }
      },
    }),
  )
}

function queryTypeOf(supergraph: DocumentNode): string {
  const schema = supergraph.definitions.find(each => each.kind === Kind.SCHEMA_DEFINITION)
  const root = schema?.operationTypes.find(each => each.operation === OperationTypeNode.QUERY)
  return root?.type.name.value ?? 'Query'
}

/** The field as only the subgraph answers it that takes the contexts. */
function withArguments(field: FieldDefinitionNode, contextual: ContextualField): FieldDefinitionNode {
  const directives = (field.directives ?? []).filter(
    each => each.name.value !== 'join__field' || textOf(each, 'graph') === contextual.graph,
  )
  return {
    ...field,
    arguments: [
      ...(field.arguments ?? []),
      ...contextual.arguments.map(({ name, type }) => ({
        kind: Kind.INPUT_VALUE_DEFINITION as const,
        name: nameNode(name),
        type,
      })),
    ],
    directives: directives.map(each =>
      named([each], 'join__field').length === 0
        ? each
        : { ...each, arguments: each.arguments?.filter(argument => argument.name.value !== 'contextArguments') },
    ),
  }
}

const entryField = ({ entry, type, graph }: ContextualField): FieldDefinitionNode => ({
  kind: Kind.FIELD_DEFINITION,
  name: nameNode(entry),
  type: { kind: Kind.NAMED_TYPE, name: nameNode(type) },
  directives: [
    {
      kind: Kind.DIRECTIVE,
      name: nameNode('join__field'),
      arguments: [{ kind: Kind.ARGUMENT, name: nameNode('graph'), value: { kind: Kind.ENUM, value: graph } }],
    },
  ],
})

const nameNode = (value: string): NameNode => ({ kind: Kind.NAME, value })
