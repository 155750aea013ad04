import { Fault } from '#platform/errors.ts'

/** A number plate as it is kept: `沪A·12345` is `沪A12345`. */
export function normalisedPlate(text: string): string {
  const plate = text.replaceAll(/[\s·・•.‧-]/gu, '').toUpperCase()
  if (!/^[\p{L}\p{N}]{4,12}$/u.test(plate))
    throw new Fault('BAD_USER_INPUT', `"${text}" is no number plate: it has 4 to 12 letters and digits, as 沪A12345.`)
  return plate
}
