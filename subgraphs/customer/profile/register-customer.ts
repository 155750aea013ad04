import type { MutationRegisterCustomerArgs } from '#generated/customer.ts'
import type { Context } from '#platform/context.ts'
import { Fault } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { mutate } from '#platform/mutation.ts'
import { insertContactPoints } from '../contact-points/contact-point-store.ts'
import { readReaches } from '../contact-points/read-reach.ts'
import { dayIn } from '../input/locale.ts'
import { spoken } from '../input/text.ts'
import type { Customer } from './customer.ts'
import { publishCustomerChanged } from './customer-changed.ts'
import { claimCustomer, insertCustomer } from './customer-store.ts'
import { factFields } from './fact.ts'
import { recordFacts } from './fact-record.ts'
import { differences, misfitOf } from './facts-fit.ts'
import { readFacts, withFacts } from './given-facts.ts'

type Input = MutationRegisterCustomerArgs['input']

/** Makes the golden record of a customer, with the first entries of its history. */
export function registerCustomer(ctx: Context, input: Input) {
  const customer = newCustomer(input, ctx.now)
  const reaches = readReaches(input.contactPoints)
  const told = { customerId: customer.id, source: spoken('source', input.source), validFrom: ctx.now }
  return mutate(ctx, { field: 'registerCustomer', idempotencyKey: input.idempotencyKey, input }, async tx => {
    await claimCustomer(tx, customer.id)
    await insertCustomer(tx, customer, ctx.now)
    const facts = differences(null, customer).map(each => ({ ...each, field: factFields[each.name] }))
    const points = reaches.map(reach => ({ ...reach, ...told, id: newId('contact'), updatedBy: ctx.principal.name }))
    await insertContactPoints(tx, points)
    const reached = reaches.map(({ kind, value }) => ({ field: kind, oldValue: null, newValue: value }))
    await recordFacts(tx, ctx, { told, changes: [...facts, ...reached] })
    await publishCustomerChanged(tx, [customer.id], [])
    return { __typename: 'RegisterCustomerSuccess' as const, customerId: customer.id }
  })
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
