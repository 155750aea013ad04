import { Kind, type ConstDirectiveNode } from 'graphql'

/** What a piece of personal data tells, as `@pii(class:)` in `base.graphql` says. */
export const piiClasses = ['NAME', 'CONTACT', 'ADDRESS', 'BIRTH', 'VEHICLE', 'TEXT'] as const
export type PiiClass = (typeof piiClasses)[number]

/** A field, an argument or an input field, as far as its contract is looked at. */
interface Declared {
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined
}

/** The class that a contract gives; undefined for what tells nothing of a person. */
export function piiClassOf({ astNode }: Declared): PiiClass | undefined {
  const value = astNode?.directives?.find(({ name }) => name.value === 'pii')?.arguments?.[0]?.value
  return piiClasses.find(each => value?.kind === Kind.ENUM && each === value.value)
}
