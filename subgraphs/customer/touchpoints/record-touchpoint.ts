import type { MutationRecordTouchpointArgs } from '#generated/customer.ts'
import type { Context } from '#platform/context.ts'
import type { Transaction } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { mutate } from '#platform/mutation.ts'
import { tellContact } from '../contacts/tell-contact.ts'
import { pastMoment } from '../input/moment.ts'
import { optional, spoken } from '../input/text.ts'
import { lockCustomer } from '../profile/customer-store.ts'
import { customerUnknown } from '../profile/customer-unknown.ts'
import { toldFor } from '../sources/source-id-store.ts'
import { publishActivity } from '../timeline/publish-activity.ts'
import type { Touchpoint } from './touchpoint.ts'
import { activityOf } from './touchpoint-activity.ts'
import { findToldTouchpoint, insertTouchpoint } from './touchpoint-store.ts'

type Input = MutationRecordTouchpointArgs['input']

/** Records a contact, once for each (source, externalId) of a dealer or of the maker. */
export function recordTouchpoint(ctx: Context, input: Input) {
  const told = readTouchpoint(ctx, input)
  return mutate(ctx, 'recordTouchpoint', input, async tx => {
    const customer = await lockCustomer(tx, told.customerId)
    if (customer === undefined) return customerUnknown(told.customerId)
    const touchpoint = { ...told, customerId: customer.id }
    const own = toldFor(ctx.principal)
    if (!(await insertTouchpoint(tx, touchpoint, own))) return toldBefore(tx, touchpoint, own)
    await publishActivity(tx, activityOf(touchpoint))
    if (touchpoint.direction === 'OUTBOUND') await tellContact(tx, touchpoint, touchpoint.at)
    return recorded(touchpoint.id, false)
  })
}

function readTouchpoint(ctx: Context, input: Input): Touchpoint {
  return {
    id: newId('touchpoint'),
    customerId: input.customerId,
    source: spoken('source', input.source),
    externalId: spoken('externalId', input.externalId),
    channel: input.channel,
    direction: input.direction,
    department: input.department,
    summary: spoken('summary', input.summary),
    dealerId: optional('dealerId', input.dealerId) ?? null,
    at: pastMoment('at', input.at, ctx.now),
    recordedBy: ctx.principal.name,
    recordedAt: ctx.now,
  }
}

async function toldBefore(tx: Transaction, touchpoint: Touchpoint, own: string) {
  const there = await findToldTouchpoint(tx, touchpoint, own)
  if (there?.customerId === touchpoint.customerId) return recorded(there.id, true)
  return {
    __typename: 'TouchpointOfOtherCustomer' as const,
    message: `${touchpoint.source} told ${touchpoint.externalId} before, of another customer.`,
    touchpoint: there ?? null,
  }
}

const recorded = (touchpointId: string, alreadyRecorded: boolean) => ({
  __typename: 'RecordTouchpointSuccess' as const,
  touchpointId,
  alreadyRecorded,
})
