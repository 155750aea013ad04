import type { ContactPointInput } from '#generated/customer.ts'
import { Fault } from '#platform/errors.ts'
import { optional, spoken } from '../input/text.ts'
import type { Reach } from './contact-point.ts'
import { emailAddress } from './email.ts'
import { phoneNumber } from './phone.ts'
import { addressLine, readAddress } from './postal-address.ts'
import { wechatId } from './wechat.ts'

/** Reads a way to reach a customer into its normal form; anything malformed is the caller's fault. */
export function readReach(input: ContactPointInput): Reach {
  const label = optional('label', input.label) ?? null
  const { kind } = input
  if (kind === 'MAIL' || kind === 'ADDRESS') {
    if (input.address == null || input.value != null)
      throw new Fault('BAD_USER_INPUT', `A contact point of kind ${kind} has an address and no value.`)
    const address = readAddress(input.address)
    return { kind, label, address, value: addressLine(address) }
  }
  if (input.value == null || input.address != null)
    throw new Fault('BAD_USER_INPUT', `A contact point of kind ${kind} has a value and no address.`)
  const value = spoken('value', input.value)
  switch (kind) {
    case 'PHONE':
      return { kind, label, address: null, value: phoneNumber(value, input.country) }
    case 'EMAIL':
      return { kind, label, address: null, value: emailAddress(value) }
    case 'WECHAT':
      return { kind, label, address: null, value: wechatId(value) }
  }
}

/** Reads several; what is the same after normalising counts once. */
export function readReaches(inputs: readonly ContactPointInput[]): Reach[] {
  const reaches = inputs.map(readReach)
  return [...new Map(reaches.map(reach => [`${reach.kind} ${reach.value}`, reach])).values()]
}
