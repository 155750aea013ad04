import { z } from 'zod'

/** A quote within a text of a filter or key is doubled. */
export const sapText = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A moment as LastChangeDateTime has it: fourteen digits, in UTC. */
export const sapTimestamp = (moment: Date): string =>
  moment
    .toISOString()
    .slice(0, 19)
    .replaceAll(/[^0-9]/g, '')

/** A calendar day, which OData V2 sends as the milliseconds of its midnight in UTC; an offset may stand behind them. */
export const sapDay = z
  .string()
  .regex(/^\/Date\(-?\d{1,15}([+-]\d{4})?\)\/$/, 'is no date of OData V2')
  .transform(text => new Date(Number(/-?\d+/.exec(text)?.[0])))
  .refine(day => day.getUTCFullYear() >= 1 && day.getUTCFullYear() <= 9999, 'is no day of the calendar')

/** A time of the day as a duration, such as `PT08H30M00S`, in seconds since midnight. */
export const sapTime = z
  .string()
  .regex(/^PT(\d+H)?(\d+M)?(\d+(\.\d+)?S)?$/, 'is no time of the day')
  .transform(text => {
    const part = (unit: string): number => Number(new RegExp(`(\\d+)(?:\\.\\d+)?${unit}`).exec(text)?.[1] ?? 0)
    return part('H') * 3600 + part('M') * 60 + part('S')
  })

/** A decimal number, sent as text so that no digit is lost. */
export const sapDecimal = z.string().regex(/^-?\d{1,20}(\.\d{1,14})?$/, 'is no decimal number')

/** Digits behind the point that sums are kept with, more than SAP's quantities have. */
const scale = 14

/** The sum of decimal numbers, exact. */
export function sumOf(decimals: readonly string[]): string {
  const sum = decimals.reduce((all, decimal) => all + scaled(decimal), 0n)
  const digits = String(sum < 0n ? -sum : sum).padStart(scale + 1, '0')
  const fraction = digits.slice(-scale).replace(/0+$/, '')
  return `${sum < 0n ? '-' : ''}${digits.slice(0, -scale)}${fraction === '' ? '' : `.${fraction}`}`
}

function scaled(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.')
  return BigInt(whole + fraction.padEnd(scale, '0'))
}
