import { defaultFieldResolver, getNamedType, isObjectType, type GraphQLField } from 'graphql'
import type { Context } from '../context.ts'
import { personalIn, takesPersonal } from './refuse-finding.ts'

/**
 * Notes whom a query finds by what tells of a person, also when nothing else of them is asked for: that a number or a
 * plate is theirs is shown with it.
 */
export function noteFinding(field: GraphQLField<unknown, Context>): void {
  if (!takesPersonal(field)) return
  const resolve = field.resolve ?? defaultFieldResolver
  const place = `Query.${field.name}`
  const type = foundBy(field)
  field.resolve = async (source, args, ctx, info) => {
    const found: unknown = await resolve(source, args, ctx, info)
    for (const { piiClass } of field.args.flatMap(arg => personalIn(arg, args[arg.name])))
      for (const each of objectsIn(found)) ctx.shown.note(each, { type, place, piiClass })
    return found
  }
}

/** The type of what a field finds, be it one, a list or a page of them. */
function foundBy({ type }: GraphQLField<unknown, Context>): string {
  const given = getNamedType(type)
  const nodes = isObjectType(given) ? given.getFields()['nodes'] : undefined
  return getNamedType(nodes?.type ?? given).name
}

function objectsIn(found: unknown): object[] {
  if (typeof found !== 'object' || found === null) return []
  if (Array.isArray(found)) return found.flatMap(objectsIn)
  return 'nodes' in found ? objectsIn(found.nodes) : [found]
}
