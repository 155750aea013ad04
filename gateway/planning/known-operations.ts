import { GraphQLError, type ValidationRule } from 'graphql'

/** Refuses operations of a kind for which the schema has no root: the other rules pass over what is in them. */
export const knownOperations: ValidationRule = context => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation) == null)
      context.reportError(
        new GraphQLError(`The ${node.operation} operation is not supported by the schema.`, { nodes: node }),
      )
  },
})
