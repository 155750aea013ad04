import type { Customer, CustomerFacts } from './customer.ts'
import { factFields, factNames, type FactField, type FactName } from './fact.ts'

/** Why facts can't be those of a customer. */
export interface Misfit {
  readonly message: string
  readonly fields: readonly FactField[]
}

const personal = ['familyName', 'givenName', 'birthDate'] as const satisfies readonly FactName[]
const corporate = ['organisationName', 'organisationType'] as const satisfies readonly FactName[]

/** A person has a family or given name and nothing of an organisation's; an organisation the reverse. */
export function misfitOf(customer: Customer): Misfit | null {
  const foreign = (customer.kind === 'PERSON' ? corporate : personal).filter(name => customer[name] !== null)
  if (foreign.length > 0)
    return {
      message: `${customer.kind === 'PERSON' ? 'A person' : 'An organisation'} has no ${foreign.join(' and no ')}.`,
      fields: foreign.map(name => factFields[name]),
    }
  if (customer.kind === 'PERSON' && customer.familyName === null && customer.givenName === null)
    return { message: 'A person needs a family or a given name.', fields: ['FAMILY_NAME', 'GIVEN_NAME'] }
  if (customer.kind === 'ORGANISATION' && customer.organisationName === null)
    return { message: 'An organisation needs its name.', fields: ['ORGANISATION_NAME'] }
  return null
}

/** One fact before and after. */
export interface Difference {
  readonly name: FactName
  readonly oldValue: string | null
  readonly newValue: string | null
}

/** The facts that differ; against no facts before, every one that is set. */
export function differences(before: CustomerFacts | null, after: CustomerFacts): Difference[] {
  return factNames
    .map(name => ({ name, oldValue: before?.[name] ?? null, newValue: after[name] }))
    .filter(({ oldValue, newValue }) => oldValue !== newValue)
}
