import type { MutationCompleteContactArgs } from '#generated/customer.ts'
import { demandRole } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import type { Transaction } from '#platform/database.ts'
import { Fault } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { mutate } from '#platform/mutation.ts'
import { pastMoment } from '../input/moment.ts'
import { optional } from '../input/text.ts'
import { toldFor } from '../sources/source-id-store.ts'
import { publishActivity } from '../timeline/publish-activity.ts'
import { activityOf } from '../touchpoints/touchpoint-activity.ts'
import { insertTouchpoint } from '../touchpoints/touchpoint-store.ts'
import { grantSource, type Completion, type ContactGrant } from './contact-grant.ts'
import { lockGrant, saveCompletion } from './contact-grant-store.ts'
import { tellContact, tellHold, tellOutcome } from './tell-contact.ts'
import { contacting } from './who-contacts.ts'

type Input = MutationCompleteContactArgs['input']

/** Says what came of a contact; who was reached has a touchpoint from it. */
export function completeContact(ctx: Context, input: Input) {
  demandRole(ctx.principal, contacting, 'Contacts are completed by')
  const { grantId } = input
  const said = readCompletion(ctx, input)
  return mutate(ctx, 'completeContact', input, async tx => {
    const grant = await lockGrant(tx, grantId)
    if (grant === undefined)
      return { __typename: 'ContactGrantUnknown' as const, message: `There is no grant ${grantId} of yours.`, grantId }
    if (grant.outcome !== null)
      return {
        __typename: 'ContactAlreadyCompleted' as const,
        message: `What came of it was said before: ${grant.outcome}.`,
        grantId,
      }
    if (said.contactedAt > grant.expiresAt && said.outcome !== 'CANCELLED')
      return {
        __typename: 'ContactGrantExpired' as const,
        message: `The grant ended at ${grant.expiresAt.toISOString()}, before the contact.`,
        grantId,
      }
    if (said.contactedAt < grant.grantedAt)
      throw new Fault('BAD_USER_INPUT', `at lies before the grant, which is of ${grant.grantedAt.toISOString()}.`)
    const touchpointId = await recordContact(tx, ctx, { grant, said })
    await saveCompletion(tx, grantId, { ...said, touchpointId })
    await tell(tx, grant, said)
    return { __typename: 'CompleteContactSuccess' as const, grantId }
  })
}

type Said = Omit<Completion, 'touchpointId'> & { readonly contactedAt: Date }

function readCompletion(ctx: Context, { outcome, note, at, cost, gain }: Input): Said {
  if (cost != null && gain != null && cost.currency !== gain.currency)
    throw new Fault('BAD_USER_INPUT', 'cost and gain are in two currencies: give them in one.')
  return {
    outcome,
    note: optional('note', note) ?? null,
    completedAt: ctx.now,
    contactedAt: pastMoment('at', at, ctx.now),
    cost: cost?.amount ?? null,
    gain: gain?.amount ?? null,
    currency: cost?.currency ?? gain?.currency ?? null,
  }
}

async function recordContact(
  tx: Transaction,
  ctx: Context,
  { grant, said }: { readonly grant: ContactGrant; readonly said: Said },
): Promise<string | null> {
  const { customerId, channel, department, subject, dealerId } = grant
  if (customerId === null || said.outcome === 'NOT_REACHED' || said.outcome === 'CANCELLED') return null
  const touchpoint = {
    id: newId('touchpoint'),
    customerId,
    channel,
    department,
    dealerId,
    source: grantSource,
    externalId: grant.id,
    direction: 'OUTBOUND' as const,
    summary: said.note ?? subject,
    at: said.contactedAt,
    recordedBy: ctx.principal.name,
    recordedAt: ctx.now,
  }
  // A prospect whom a dealer was granted can be another's customer: the contact belongs to the customer all the same.
  await insertTouchpoint(tx.asSystem, touchpoint, toldFor(ctx.principal))
  await publishActivity(tx, activityOf(touchpoint))
  return touchpoint.id
}

async function tell(tx: Transaction, grant: ContactGrant, said: Said): Promise<void> {
  const { customerId, department } = grant
  await tellOutcome(tx, grant, said)
  if (customerId === null) return
  await tellHold(tx, { customerId, department }, { state: 'FREE', until: said.contactedAt })
  if (said.outcome !== 'CANCELLED' && said.outcome !== 'NOT_REACHED')
    await tellContact(tx, { customerId, department }, said.contactedAt)
}
