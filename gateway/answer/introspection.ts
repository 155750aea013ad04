import { execute, Kind, visit, type ExecutionArgs } from 'graphql'
import type { Tree } from '../execution/tree.ts'

/** Answers the fields of the schema itself, which no subgraph is asked for. */
export async function introspect({ schema, document, variableValues }: ExecutionArgs, data: Tree): Promise<void> {
  const onlySchema = visit(document, {
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
