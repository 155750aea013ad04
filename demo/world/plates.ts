import { scrambled } from './scramble.ts'

// No I and O, which read as 1 and 0.
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const perCity = letters.length * 10_000

/**
 * The nth plate of a city, such as 沪A·K3821; electric cars have six characters, as 沪A·DK3821. No two are equal.
 */
export function plateNumber(city: string, place: number, electric: boolean): string {
  const code = scrambled(place, perCity, 54_321)
  const letter = letters.charAt(code % letters.length)
  const digits = String(Math.floor(code / letters.length)).padStart(4, '0')
  return `${city}·${electric ? 'D' : ''}${letter}${digits}`
}
