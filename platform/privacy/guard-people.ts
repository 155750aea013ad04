import { getNamedType, isObjectType, type GraphQLObjectType, type GraphQLSchema } from 'graphql'
import { inheritPerson } from './inherit-person.ts'
import { noteFinding } from './note-finding.ts'
import { piiClassOf } from './pii-class.ts'
import type { Pseudonyms } from './pseudonym.ts'
import { refuseFinding } from './refuse-finding.ts'
import { showByRole } from './shown-field.ts'

/**
 * Guards what a schema tells of people, in place: each field with `@pii` shows a role what its work needs, however the
 * field is come to, and nobody finds people by what he is not shown. What a mutation takes is not guarded.
 */
export function guardPeople(schema: GraphQLSchema, pseudonyms: Pseudonyms): GraphQLSchema {
  const objects = Object.values(schema.getTypeMap()).filter(type => isObjectType(type))
  const telling = new Set(
    objects.filter(type => Object.values(type.getFields()).some(field => piiClassOf(field) !== undefined)),
  )
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()])
  for (const type of objects) {
    for (const field of Object.values(type.getFields())) {
      const given = getNamedType(field.type)
      if (isObjectType(given) && telling.has(given) && !isEntity(given) && !roots.has(type))
        inheritPerson(field, type.name)
      const piiClass = piiClassOf(field)
      if (piiClass !== undefined)
        showByRole(field, { type: type.name, place: `${type.name}.${field.name}`, piiClass }, pseudonyms)
      if (type === schema.getQueryType()) noteFinding(field)
      if (type !== schema.getMutationType()) refuseFinding(field)
    }
  }
  return schema
}

/** What has a key is no part of anything: a car can be somebody else's by now than the order's that leads to it. */
const isEntity = ({ astNode, extensionASTNodes }: GraphQLObjectType): boolean =>
  [astNode, ...extensionASTNodes].some(node => node?.directives?.some(({ name }) => name.value === 'key'))
