import sql from 'sql-template-tag'
import type { MutationSetLifecycleTransitionArgs } from '#generated/customer.ts'
import { demandRole } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import type { Transaction } from '#platform/database.ts'
import { Fault } from '#platform/errors.ts'
import { mutate } from '#platform/mutation.ts'
import type { LifecycleTransition } from './lifecycle.ts'

/** Opens a way between two stages, or closes it. */
export function setTransition(ctx: Context, input: MutationSetLifecycleTransitionArgs['input']) {
  demandRole(ctx.principal, ['call-centre', 'developer'], 'The ways between stages are set by')
  const { from = null, to, trigger, silentMonths = null, open } = input
  if (from === to) throw new Fault('BAD_USER_INPUT', `from and to are both ${to}.`)
  if (open && (trigger === 'SILENCE') !== (silentMonths !== null))
    throw new Fault('BAD_USER_INPUT', 'silentMonths is for a way by SILENCE, which needs it.')
  if (trigger === 'SILENCE' && from === null)
    throw new Fault('BAD_USER_INPUT', 'Who is in no stage is not lost by silence: name from.')
  if (silentMonths !== null && (silentMonths < 1 || silentMonths > 240))
    throw new Fault('BAD_USER_INPUT', `silentMonths is ${silentMonths}; it can be 1 to 240.`)
  return mutate(ctx, 'setLifecycleTransition', input, async tx => {
    const way = { from, to, trigger, silentMonths }
    await (open ? openWay(tx, way) : closeWay(tx, way))
    return { __typename: 'SetLifecycleTransitionSuccess' as const }
  })
}

async function openWay(tx: Transaction, { from, to, trigger, silentMonths }: LifecycleTransition): Promise<void> {
  // What happens leads to one stage: a new way of it takes the place of the one that was.
  if (trigger !== 'EMPLOYEE')
    await tx.rows(sql`delete from lifecycle_transition where from_stage = ${from ?? ''} and trigger = ${trigger}`)
  await tx.rows(sql`
    insert into lifecycle_transition (from_stage, to_stage, trigger, silent_months)
    values (${from ?? ''}, ${to}, ${trigger}, ${silentMonths})
    on conflict do nothing`)
}

async function closeWay(tx: Transaction, { from, to, trigger }: LifecycleTransition): Promise<void> {
  await tx.rows(sql`
    delete from lifecycle_transition where from_stage = ${from ?? ''} and to_stage = ${to} and trigger = ${trigger}`)
}
