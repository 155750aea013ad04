import { execute, Kind, visit, type ExecutionArgs, type TypeNode } from 'graphql'
import type { Tree } from '../execution/tree.ts'

const takenTypes = new Set(['String', 'Boolean'])

/** Answers the fields of the schema itself, which no subgraph is asked for. */
export async function introspect({ schema, document, variableValues }: ExecutionArgs, data: Tree): Promise<void> {
  const onlySchema = visit(document, {
    // The schema's own fields take no other variables, and the type of another may be hidden from the caller.
    VariableDefinition: ({ type }) => (takenTypes.has(nameOf(type)) ? undefined : null),
    OperationDefinition: node => ({
      ...node,
      selectionSet: {
        ...node.selectionSet,
        selections: node.selectionSet.selections.filter(
          each => each.kind !== Kind.FIELD || each.name.value.startsWith('__'),
        ),
      },
    }),
  })
  const result = await execute({ schema, document: onlySchema, variableValues })
  for (const [key, value] of Object.entries(result.data ?? {})) if (value != null) data[key] = value
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type)
}
