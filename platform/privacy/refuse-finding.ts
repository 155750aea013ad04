import { defaultFieldResolver, getNamedType, isInputObjectType, type GraphQLArgument, type GraphQLField } from 'graphql'
import type { Context } from '../context.ts'
import { Fault } from '../errors.ts'
import { mayFindBy } from './disclosure.ts'
import { piiClassOf, type PiiClass } from './pii-class.ts'

interface Given {
  readonly name: string
  readonly piiClass: PiiClass
}

/** Lets a field be asked with what tells of a person only by a role that is shown it. */
export function refuseFinding(field: GraphQLField<unknown, Context>): void {
  if (!takesPersonal(field)) return
  const resolve = field.resolve ?? defaultFieldResolver
  field.resolve = (source, args, ctx, info) => {
    const refused = field.args
      .flatMap(arg => personalIn(arg, args[arg.name]))
      .find(({ piiClass }) => !mayFindBy(ctx.principal, piiClass))
    if (refused === undefined) return resolve(source, args, ctx, info)
    throw new Fault('FORBIDDEN', `You may not look for people by ${refused.name}: you are not shown it whole.`)
  }
}

/** Whether a field can be asked with what tells of a person. */
export const takesPersonal = ({ args }: GraphQLField<unknown, Context>): boolean =>
  args.some(arg => piiClassOf(arg) !== undefined || isInputObjectType(getNamedType(arg.type)))

/** The parts of an argument that tell of a person, where they are given. */
export function personalIn(input: Pick<GraphQLArgument, 'name' | 'type' | 'astNode'>, value: unknown): Given[] {
  if (value == null) return []
  if (Array.isArray(value)) return value.flatMap(each => personalIn(input, each))
  const piiClass = piiClassOf(input)
  if (piiClass !== undefined) return [{ name: input.name, piiClass }]
  const type = getNamedType(input.type)
  if (!isInputObjectType(type) || typeof value !== 'object') return []
  return Object.values(type.getFields()).flatMap(field => personalIn(field, Reflect.get(value, field.name)))
}
