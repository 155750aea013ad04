import type { ConsentInput, ConsentRecipientInput } from '#generated/customer.ts'
import type { Context } from '#platform/context.ts'
import { Fault } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { pastMoment } from '../input/moment.ts'
import { optional } from '../input/text.ts'
import type { ConsentEntry } from './consent.ts'

/** Reads what a customer expressed into an entry for the ledger; anything malformed is the caller's fault. */
export function readConsent(ctx: Context, input: ConsentInput, given: boolean): ConsentEntry {
  const proofDocument = optional('proof.document', input.proof.document) ?? null
  if (input.proof.method === 'SIGNED_FORM' && proofDocument === null)
    throw new Fault('BAD_USER_INPUT', 'A signed form is proved by the form: give its reference as proof.document.')
  return {
    id: newId('consent'),
    customerId: input.customerId,
    given,
    purpose: input.purpose,
    channel: input.channel,
    recipientKind: input.recipient.kind,
    recipientId: recipientId(input.recipient),
    country: input.country,
    proofMethod: input.proof.method,
    proofDocument,
    at: pastMoment('at', input.at, ctx.now),
    recordedAt: ctx.now,
    recordedBy: ctx.principal.name,
  }
}

function recipientId({ kind, id }: ConsentRecipientInput): string {
  const named = optional('recipient.id', id) ?? ''
  if (kind === 'MAKER' && named !== '')
    throw new Fault('BAD_USER_INPUT', 'The maker has no recipient.id: leave it out, or name a dealer or partner.')
  if (kind !== 'MAKER' && named === '')
    throw new Fault('BAD_USER_INPUT', `A recipient of kind ${kind} needs recipient.id.`)
  return named
}
