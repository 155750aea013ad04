import type { Principal, Role } from '../auth.ts'
import type { PiiClass } from './pii-class.ts'

/** How much somebody is shown; `on-open-case` is whole while a case of the person is open, and masked otherwise. */
export type Disclosure = 'whole' | 'on-open-case' | 'masked' | 'pseudonym' | 'none'

type Row = Readonly<Record<PiiClass, Disclosure>>

const everything: Row = {
  NAME: 'whole',
  CONTACT: 'whole',
  ADDRESS: 'whole',
  BIRTH: 'whole',
  VEHICLE: 'whole',
  TEXT: 'whole',
}
const nothing: Row = { NAME: 'none', CONTACT: 'none', ADDRESS: 'none', BIRTH: 'none', VEHICLE: 'none', TEXT: 'none' }

const beginnings: Row = { ...nothing, NAME: 'masked', CONTACT: 'masked' }

// Which rows somebody sees is the database's to say: a dealer's are of his customers, a customer's are his own.
const rows: Readonly<Record<Role, Row>> = {
  developer: everything,
  compliance: everything,
  customer: everything,
  'key-account': everything,
  dealer: everything,
  'dealer-sales': everything,
  'dealer-service': everything,
  'call-centre': { ...everything, CONTACT: 'on-open-case', ADDRESS: 'on-open-case' },
  'regional-manager': { ...beginnings, VEHICLE: 'whole' },
  'marketing-analyst': { ...nothing, NAME: 'pseudonym', VEHICLE: 'pseudonym' },
  integrator: { ...nothing, VEHICLE: 'pseudonym' },
  factory: nothing,
  anonymous: nothing,
}

/** How much of a class somebody is shown; compliance only what is masked until it says why. */
export const disclosureOf = ({ role, reason }: Principal, piiClass: PiiClass): Disclosure =>
  (role === 'compliance' && reason === null ? beginnings : rows[role])[piiClass]

/**
 * Whether somebody may look for people by what a class tells: what is not shown whole could be guessed that way. Whoever
 * takes calls has the caller's number before him already.
 */
export const mayFindBy = (principal: Principal, piiClass: PiiClass): boolean =>
  ['whole', 'on-open-case'].includes(disclosureOf(principal, piiClass))
