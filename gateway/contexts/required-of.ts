import type { RequiresSelection } from '@graphql-hive/router-query-planner'
import { Kind, type SelectionSetNode } from 'graphql'

/** A key as plans write what a fetch requires. */
export const requiredOf = (selection: SelectionSetNode): RequiresSelection[] =>
  selection.selections.flatMap((node): RequiresSelection[] => {
    if (node.kind !== Kind.FIELD) return []
    const selections = node.selectionSet === undefined ? [] : requiredOf(node.selectionSet)
    return [{ kind: 'Field', name: node.name.value, ...(selections.length === 0 ? {} : { selections }) }]
  })
