import type { RecordPartMovementInput } from '#generated/erp-adapter.ts'
import { Fault } from '#platform/errors.ts'

/** A movement as a person reports it, its quantity with the sign that counts. */
export interface PartMovement {
  readonly kind: 'RECEIPT' | 'CONSUMPTION' | 'CORRECTION'
  readonly partNumber: string
  readonly placeId: string
  readonly quantity: string
  readonly reason: string | null
}

const longestReason = 500

/** Reads what moved; what can't be, whatever is on hand, is the caller's fault. */
export function readMovement({ kind, partNumber, place, quantity, reason }: RecordPartMovementInput): PartMovement {
  if (!/^-?\d{1,11}(\.\d{1,3})?$/.test(quantity))
    throw new Fault(
      'BAD_USER_INPUT',
      `quantity is ${quantity}; it can have 11 digits before the point and 3 behind it.`,
    )
  const amount = Number(quantity)
  if (amount === 0) throw new Fault('BAD_USER_INPUT', 'quantity is 0: nothing moved.')
  if (kind !== 'CORRECTION' && amount < 0)
    throw new Fault('BAD_USER_INPUT', `quantity is ${quantity}; of ${kind} it is more than 0.`)
  const said = reason?.trim() ?? null
  if (said === null && kind === 'CORRECTION') throw new Fault('BAD_USER_INPUT', 'A CORRECTION needs a reason.')
  if (said !== null && (said === '' || said.length > longestReason))
    throw new Fault('BAD_USER_INPUT', `reason has ${said.length} characters; it can have 1 to ${longestReason}.`)
  return {
    kind,
    partNumber,
    placeId: place,
    quantity: kind === 'CONSUMPTION' ? `-${quantity}` : quantity,
    reason: said,
  }
}
