import type { LeadLostReason } from './lead.ts'

/** A success whose lead is read anew. */
export interface LeadSuccess<Name extends string> {
  readonly __typename: Name
  readonly leadId: string
}

/** A refusal about a lead that is there. */
export interface LeadRefusal<Name extends string> extends LeadSuccess<Name> {
  readonly message: string
}

export type CaptureLeadSuccess = LeadSuccess<'CaptureLeadSuccess'>
export type RespondToLeadSuccess = LeadSuccess<'RespondToLeadSuccess'>
export type LoseLeadSuccess = LeadSuccess<'LoseLeadSuccess'>
export type LeadDuplicate = LeadRefusal<'LeadDuplicate'>
export type LeadClosed = LeadRefusal<'LeadClosed'>
export type LeadWithoutCustomer = LeadRefusal<'LeadWithoutCustomer'>

export interface ConvertLeadSuccess {
  readonly __typename: 'ConvertLeadSuccess'
  readonly salesCycleId: string
}

export const leadUnknown = (leadId: string) =>
  ({ __typename: 'LeadUnknown', message: `There is no lead ${leadId} that you can see.`, leadId }) as const

export const leadClosed = ({ id, status }: { readonly id: string; readonly status: string }): LeadClosed => ({
  __typename: 'LeadClosed',
  message: `The lead is ${status === 'LOST' ? 'lost' : 'converted'} already.`,
  leadId: id,
})

/** A loss as its mutation tells it. */
export interface Loss {
  readonly reason: LeadLostReason
  readonly note: string | null
}
