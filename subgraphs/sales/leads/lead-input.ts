import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { Fault } from '#platform/errors.ts'
import type { CaptureLeadInput } from '#generated/sales.ts'
import { writtenText } from '../written-text.ts'
import type { LeadFacts } from './lead.ts'

/** Reads what is told of a lead; without a way to reach the person it is none. */
export function leadFacts(input: CaptureLeadInput): LeadFacts {
  const facts = {
    channel: input.channel,
    customerId: writtenText(input.customerId),
    contactName: writtenText(input.contactName),
    phone: phoneOf(writtenText(input.phone)),
    modelCode: writtenText(input.modelCode),
    region: writtenText(input.region),
    city: writtenText(input.city),
    campaignId: writtenText(input.campaignId),
    referrerId: writtenText(input.referrerId),
    partner: writtenText(input.partner),
    message: writtenText(input.message),
  }
  if (facts.customerId === null && facts.phone === null)
    throw new Fault('BAD_USER_INPUT', 'A lead names a customer or a telephone: give customerId or phone.')
  return facts
}

function phoneOf(text: string | null): string | null {
  if (text === null) return null
  const phone = parsePhoneNumberFromString(text, 'CN')
  if (phone?.isPossible() !== true)
    throw new Fault(
      'BAD_USER_INPUT',
      'phone is no telephone number: write it with its country code, as +8613800138000.',
    )
  return phone.number
}
