import { getNamedType, isInterfaceType, isObjectType, type GraphQLCompositeType, type GraphQLSchema } from 'graphql'
import type { Demand } from './demand.ts'
import type { Demands } from './demands.ts'

/** A schema, and what its supergraph demands. */
export interface GuardedSchema {
  readonly schema: GraphQLSchema
  readonly demands: Demands
}

/** All that a field demands where it stands on a type: for itself, for that type, and for the type that it gives. */
export function demandedAt(type: GraphQLCompositeType, name: string, { demands }: GuardedSchema): readonly Demand[] {
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined
  const given = getNamedType(field?.type)
  return [
    ...demands.ofType(type.name),
    ...demands.ofField(type.name, name),
    ...(given === undefined ? [] : demands.ofType(given.name)),
  ]
}
