import type { MutationDropContactRuleArgs, MutationSetContactRuleArgs } from '#generated/customer.ts'
import { demandRole } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { Fault } from '#platform/errors.ts'
import { mutate } from '#platform/mutation.ts'
import type { ContactRule } from './contact-rule.ts'
import { deleteContactRule, saveContactRule } from './contact-rule-store.ts'

const setters = ['call-centre', 'developer'] as const
const year = 366 * 24 * 60

/** Makes the rule of a purpose, channel and country, or sets the one that is there; it holds from the next question on. */
export function setContactRule(ctx: Context, input: MutationSetContactRuleArgs['input']) {
  demandRole(ctx.principal, setters, 'The rules of contacts are set by')
  const { purpose, consent, holdMinutes, coolDownMinutes, retryMinutes } = input
  const { channel = null, country = null, mostContacts = null, mostDays = null } = input
  const { quietFrom = null, quietUntil = null } = input
  within('holdMinutes', holdMinutes, [1, year])
  within('coolDownMinutes', coolDownMinutes, [0, year])
  within('retryMinutes', retryMinutes, [0, year])
  within('mostContacts', mostContacts, [1, 1000])
  within('mostDays', mostDays, [1, 366])
  if ((mostContacts === null) !== (mostDays === null))
    throw new Fault('BAD_USER_INPUT', 'mostContacts are counted within mostDays: give both or neither.')
  timeOfDay('quietFrom', quietFrom)
  timeOfDay('quietUntil', quietUntil)
  if ((quietFrom === null) !== (quietUntil === null) || (quietFrom !== null && quietFrom === quietUntil))
    throw new Fault('BAD_USER_INPUT', 'Quiet hours have a beginning and another end: give both or neither.')
  const limits = { holdMinutes, coolDownMinutes, retryMinutes, mostContacts, mostDays, quietFrom, quietUntil }
  const rule: ContactRule = { purpose, channel, country, consent, ...limits }
  return mutate(ctx, 'setContactRule', input, async tx => {
    await saveContactRule(tx, rule, { by: ctx.principal.name, at: ctx.now })
    return { __typename: 'SetContactRuleSuccess' as const, purpose }
  })
}

/** Takes a more specific rule away, so that the next less specific one counts; what is not there is away already. */
export function dropContactRule(ctx: Context, input: MutationDropContactRuleArgs['input']) {
  demandRole(ctx.principal, setters, 'The rules of contacts are set by')
  const { purpose, channel = null, country = null } = input
  if (channel === null && country === null)
    throw new Fault('BAD_USER_INPUT', 'What counts where no other rule does can be set, and not taken away.')
  return mutate(ctx, 'dropContactRule', input, async tx => {
    await deleteContactRule(tx, { purpose, channel, country })
    return { __typename: 'DropContactRuleSuccess' as const, purpose }
  })
}

function within(name: string, value: number | null, [least, most]: readonly [number, number]): void {
  if (value !== null && (value < least || value > most))
    throw new Fault('BAD_USER_INPUT', `${name} is ${value}; it can be ${least} to ${most}.`)
}

function timeOfDay(name: string, value: string | null): void {
  if (value !== null && !/^([01]\d|2[0-3]):[0-5]\d$/.test(value))
    throw new Fault('BAD_USER_INPUT', `${name} is "${value}"; a time of day is written as 21:00.`)
}
