import { defaultFieldResolver, isNonNullType, type GraphQLField } from 'graphql'
import type { Context } from '../context.ts'
import { disclosureOf, type Disclosure } from './disclosure.ts'
import { hidden, maskedText } from './masked-text.ts'
import { hasOpenCase } from './open-cases.ts'
import type { Pseudonyms } from './pseudonym.ts'
import { textIn, type PersonalField } from './shown-people.ts'

/**
 * Lets a field that tells of a person give each role as much as it is shown, and notes of whom something is shown
 * whole.
 */
export function showByRole(
  field: GraphQLField<unknown, Context>,
  personal: PersonalField,
  pseudonyms: Pseudonyms,
): void {
  const { type, piiClass } = personal
  const resolve = field.resolve ?? defaultFieldResolver
  const nothing = isNonNullType(field.type) ? hidden : null
  // A company's name is no personal data.
  const isPersonal = (source: unknown): boolean => piiClass !== 'NAME' || textIn(source, 'kind') !== 'ORGANISATION'

  const whole = (value: unknown, source: unknown, ctx: Context): unknown => {
    if (value != null && isPersonal(source)) ctx.shown.note(source, personal)
    return value
  }

  const shown = async (value: unknown, source: unknown, ctx: Context): Promise<unknown> => {
    // What is no text can't be masked.
    if (typeof value !== 'string') return value == null ? null : nothing
    if (!isPersonal(source)) return value
    const personId = ctx.shown.personOf(source, type)
    const disclosure = await settled(disclosureOf(ctx.principal, piiClass), personId, ctx)
    if (disclosure === 'whole') return whole(value, source, ctx)
    if (disclosure === 'masked') return maskedText(piiClass, value) ?? nothing
    return pseudonyms({ role: ctx.principal.role, personId: personId ?? '', value })
  }

  field.resolve = (source, args, ctx, info) => {
    const disclosure = disclosureOf(ctx.principal, piiClass)
    if (disclosure === 'none') return nothing
    const value: unknown = resolve(source, args, ctx, info)
    if (disclosure !== 'whole') return Promise.resolve(value).then(found => shown(found, source, ctx))
    return value instanceof Promise ? value.then(found => whole(found, source, ctx)) : whole(value, source, ctx)
  }
}

/** What holds for a person now. */
async function settled(
  disclosure: Disclosure,
  personId: string | undefined,
  ctx: Context,
): Promise<Exclude<Disclosure, 'on-open-case'>> {
  if (disclosure !== 'on-open-case') return disclosure
  return personId !== undefined && (await hasOpenCase(ctx, personId)) === true ? 'whole' : 'masked'
}
