import type { MutationRegisterCustomerArgs } from '#generated/customer.ts'
import type { Context } from '#platform/context.ts'
import type { Transaction } from '#platform/database.ts'
import { Fault } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { mutate } from '#platform/mutation.ts'
import { insertContactPoints } from '../contact-points/contact-point-store.ts'
import { readReaches } from '../contact-points/read-reach.ts'
import { dayIn } from '../input/locale.ts'
import { spoken } from '../input/text.ts'
import { matchKeysOf } from '../matching/match-keys.ts'
import { saveMatchKeys } from '../matching/keep-match-keys.ts'
import { readSourceId, type SourceId } from '../sources/source-id.ts'
import { insertSourceId, lockSourceId, toldFor } from '../sources/source-id-store.ts'
import { sourceIdTaken } from '../sources/source-id-taken.ts'
import type { Customer } from './customer.ts'
import { publishCustomerChanged } from './customer-changed.ts'
import { claimCustomer, findCustomers, insertCustomer } from './customer-store.ts'
import { factFields } from './fact.ts'
import { recordFacts } from './fact-record.ts'
import { differences, misfitOf } from './facts-fit.ts'
import { readFacts, withFacts } from './given-facts.ts'

type Input = MutationRegisterCustomerArgs['input']

/** Makes the golden record of a customer, with the first entries of its history, once for each id of another system. */
export function registerCustomer(ctx: Context, input: Input) {
  const customer = newCustomer(input, ctx.now)
  const reaches = readReaches(input.contactPoints)
  const told = { customerId: customer.id, source: spoken('source', input.source), validFrom: ctx.now }
  const sourceId = input.externalId == null ? null : readSourceId({ ...told, externalId: input.externalId })
  const own = toldFor(ctx.principal)
  return mutate(ctx, 'registerCustomer', input, async tx => {
    const known = sourceId === null ? null : await knownBy(tx, sourceId, own)
    if (known !== null) return known
    await claimCustomer(tx, customer.id)
    await insertCustomer(tx, customer, ctx.now)
    if (sourceId !== null)
      await insertSourceId(
        tx,
        { ...sourceId, customerId: customer.id, addedAt: ctx.now, addedBy: ctx.principal.name },
        own,
      )
    const facts = differences(null, customer).map(each => ({ ...each, field: factFields[each.name] }))
    const points = reaches.map(reach => ({ ...reach, ...told, id: newId('contact'), updatedBy: ctx.principal.name }))
    await insertContactPoints(tx, points)
    await saveMatchKeys(tx, customer.id, matchKeysOf(customer, reaches))
    const reached = reaches.map(({ kind, value }) => ({ field: kind, oldValue: null, newValue: value }))
    await recordFacts(tx, ctx, { told, changes: [...facts, ...reached] })
    await publishCustomerChanged(tx, [customer.id], [])
    return registered(customer.id, false)
  })
}

const registered = (customerId: string, alreadyRegistered: boolean) => ({
  __typename: 'RegisterCustomerSuccess' as const,
  customerId,
  alreadyRegistered,
})

/** The outcome for an id of another system that is somebody's; null for one that is nobody's. */
async function knownBy(tx: Transaction, sourceId: SourceId, own: string) {
  const owner = await lockSourceId(tx, sourceId, own)
  if (owner === undefined) return null
  // A customer whom the dealer's people registered can be theirs no longer.
  return (await findCustomers(tx, [owner])).has(owner) ? registered(owner, true) : sourceIdTaken(sourceId, owner)
}

function newCustomer(input: Input, now: Date): Customer {
  const given = readFacts({ ...input, since: input.since ?? undefined }, now)
  const { locale = 'zh-CN', timeZone = 'Asia/Shanghai' } = given
  const nothing = {
    familyName: null,
    givenName: null,
    organisationName: null,
    organisationType: null,
    birthDate: null,
    locale,
    timeZone,
    since: dayIn(timeZone, now),
  }
  const customer = withFacts({ ...nothing, id: newId('customer'), kind: input.kind }, given)
  const misfit = misfitOf(customer)
  if (misfit !== null) throw new Fault('BAD_USER_INPUT', misfit.message)
  return customer
}
