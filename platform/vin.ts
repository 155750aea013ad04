/** Why a text is no vehicle identification number. */
export type VinFlaw = 'length' | 'letter' | 'checkDigit'

const values = new Map(
  [...'0123456789']
    .map((digit, value): [string, number] => [digit, value])
    .concat(
      [...'ABCDEFGHJKLMNPRSTUVWXYZ'].map((letter, index): [string, number] => [
        letter,
        Number('12345678123457923456789'[index]),
      ]),
    ),
)
const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2] as const

/** The check digit that belongs at position 9: the weighted sum modulo 11, 10 is X (ISO 3779, GB 16735). */
export function checkDigit(vin: string): string {
  const sum = weights.reduce<number>((total, weight, index) => total + weight * (values.get(vin.charAt(index)) ?? 0), 0)
  return sum % 11 === 10 ? 'X' : String(sum % 11)
}

/** Makers of China (L) and North America (1 to 5) must use the check digit; elsewhere position 9 is free. */
export const checkDigitMandatory = (vin: string): boolean => /^[L1-5]/.test(vin)

/** What is wrong with a VIN in upper case, or null when nothing is. */
export function vinFlaw(vin: string): VinFlaw | null {
  if (vin.length !== 17) return 'length'
  if (!/^[0-9A-HJ-NPR-Z]{17}$/.test(vin)) return 'letter'
  if (checkDigitMandatory(vin) && vin.charAt(8) !== checkDigit(vin)) return 'checkDigit'
  return null
}

/** The sentence for a flaw, as a caller should read it. */
export function vinFlawMessage(vin: string, flaw: VinFlaw): string {
  switch (flaw) {
    case 'length':
      return `A VIN has 17 characters, "${vin}" has ${vin.length}.`
    case 'letter':
      return `A VIN has digits and capital letters without I, O and Q; "${vin}" has another character.`
    case 'checkDigit':
      return `The check digit of "${vin}" is ${vin.charAt(8)}, it must be ${checkDigit(vin)}: a character is mistyped.`
  }
}
