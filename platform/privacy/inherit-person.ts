import { defaultFieldResolver, type GraphQLField } from 'graphql'
import type { Context } from '../context.ts'

/** Lets the parts that a field of a type gives be the person's whose the whole is. */
export function inheritPerson(field: GraphQLField<unknown, Context>, type: string): void {
  const resolve = field.resolve ?? defaultFieldResolver
  field.resolve = (source, args, ctx, info) => {
    const value: unknown = resolve(source, args, ctx, info)
    const person = ctx.shown.personOf(source, type)
    if (person === undefined) return value
    const inherited = (parts: unknown): unknown => {
      ctx.shown.inherit(parts, person)
      return parts
    }
    return value instanceof Promise ? value.then(inherited) : inherited(value)
  }
}
