import type { MutationRequestContactArgs } from '#generated/customer.ts'
import { demandRole, isDealer, type Principal } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import type { Transaction } from '#platform/database.ts'
import { Fault } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { mutate } from '#platform/mutation.ts'
import { optional, spoken } from '../input/text.ts'
import { findCustomers, lockCustomer } from '../profile/customer-store.ts'
import { customerUnknown } from '../profile/customer-unknown.ts'
import { insertGrant } from './contact-grant-store.ts'
import { findConsent, findHeldContacts, findPastContacts } from './contact-history-store.ts'
import { personKeys, type ContactPerson } from './contact-person.ts'
import {
  findCustomerAsPerson,
  findKnownCustomer,
  holdPerson,
  isOwnDealer,
  prospectAsPerson,
} from './contact-person-store.ts'
import { contactRefused } from './contact-refused.ts'
import { ruleFor } from './contact-rule.ts'
import { findContactRules } from './contact-rule-store.ts'
import { decideContact, type Circumstances } from './decide-contact.ts'
import { readProspect, type Prospect } from './read-prospect.ts'
import { tellHold } from './tell-contact.ts'
import { toldContacts } from './told-contacts.ts'
import { contacting } from './who-contacts.ts'

type Input = MutationRequestContactArgs['input']
type Who = { readonly customerId: string } | { readonly prospect: Prospect }

/** Grants a contact to one department at a time, or says who stands against it and until when. */
export function requestContact(ctx: Context, input: Input) {
  demandRole(ctx.principal, contacting, 'Contacts are asked for by')
  const who = readWho(input)
  const { department, purpose, channel, goal } = input
  const subject = spoken('subject', input.subject)
  const dealerId = optional('dealerId', input.dealerId) ?? ctx.principal.dealerId
  return mutate(ctx, 'requestContact', input, async tx => {
    await assertOwnDealer(tx, ctx.principal, dealerId)
    const met = await meet(tx, who)
    if (met === null) return customerUnknown('customerId' in who ? who.customerId : '')
    const { person } = met
    const { customerId } = person
    const keys = personKeys(person)
    await holdPerson(tx, keys)
    const wanted = { department, purpose, channel, dealerId }
    const circumstances = await look(tx, { ...met, keys, wanted, now: ctx.now })
    const decision = decideContact(circumstances, ctx.now)
    if (decision.kind === 'refused') return contactRefused(tx, { ...decision, customerId }, circumstances)
    const { expiresAt } = decision
    const by = { grantedTo: ctx.principal.name, grantedAt: ctx.now, expiresAt }
    const grant = { id: newId('grant'), customerId, ...wanted, goal, subject, ...by }
    await insertGrant(tx, grant, keys)
    if (customerId !== null) await tellHold(tx, { customerId, department }, { state: 'HELD', until: expiresAt })
    return { __typename: 'RequestContactSuccess' as const, grantId: grant.id }
  })
}

function readWho({ customerId, prospect }: Input): Who {
  if ((customerId == null) === (prospect == null))
    throw new Fault('BAD_USER_INPUT', 'Name either a customer or a prospect.')
  return prospect == null
    ? { customerId: spoken('customerId', customerId ?? '') }
    : { prospect: readProspect(prospect) }
}

interface Met {
  readonly person: ContactPerson
  /** Whether the caller sees him as a customer. */
  readonly isSeen: boolean
}

/** The person, whose record nobody changes until the transaction ends; null for a customer the caller doesn't see. */
async function meet(tx: Transaction, who: Who): Promise<Met | null> {
  // Whether a prospect is somebody's customer, and under what he can be met, no caller is shown.
  const system = tx.asSystem
  if ('customerId' in who) {
    const customer = await lockCustomer(tx, who.customerId)
    return customer === undefined ? null : { person: await findCustomerAsPerson(system, customer.id), isSeen: true }
  }
  const prospect = await prospectAsPerson(system, who.prospect)
  const known = await findKnownCustomer(system, who.prospect)
  if (known === null) return { person: prospect, isSeen: false }
  const isSeen = (await findCustomers(tx, [known])).has(known)
  await lockCustomer(system, known)
  const customer = await findCustomerAsPerson(system, known)
  const reach = [...customer.reach, ...prospect.reach]
  // Where he lives would tell a dealer who doesn't see him that he is somebody's customer.
  return { person: isSeen ? { ...customer, reach } : { ...prospect, customerId: known, reach }, isSeen }
}

/** Refuses a dealer who asks for another one, whose consents he would learn of. */
async function assertOwnDealer(tx: Transaction, principal: Principal, dealerId: string | null): Promise<void> {
  if (!isDealer(principal)) return
  if (dealerId === null || !(await isOwnDealer(tx, dealerId)))
    throw new Fault('FORBIDDEN', 'dealerId is another dealer: you ask for your own.')
}

interface Looked extends Met {
  readonly keys: readonly string[]
  readonly wanted: Pick<Input, 'purpose' | 'channel' | 'department'> & { readonly dealerId: string | null }
  readonly now: Date
}

const day = 24 * 60 * 60_000

async function look(tx: Transaction, { person, isSeen, keys, wanted, now }: Looked): Promise<Circumstances> {
  // One voice is for all departments and dealers, so that all their contacts count, whoever asks.
  const system = tx.asSystem
  const rule = ruleFor(await findContactRules(tx, wanted.purpose), { ...wanted, country: person.country })
  const longest = Math.max((rule.mostDays ?? 30) * day, rule.coolDownMinutes * 60_000, rule.retryMinutes * 60_000)
  const contacts = await findPastContacts(system, { ...person, keys }, new Date(now.getTime() - longest))
  const held = await findHeldContacts(system, keys, now)
  return {
    rule,
    department: wanted.department,
    timeZone: person.timeZone,
    consent: await findConsent(system, person, wanted),
    ...(await toldContacts(tx, isSeen, { contacts, held })),
  }
}
