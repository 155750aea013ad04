/** A moment as milliseconds since 1970 in UTC: half a million of them are held at once. */
export type Moment = number

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** The last moment of the world, 2026-11-20 at eight in the evening in China: nothing in it happened later. */
export const today: Moment = Date.UTC(2026, 10, 20, 12)

const chinaOffset = 8 * hour

/** A moment of a calendar day in China, such as `china('2024-11-06', 9, 30)`. */
export const china = (date: string, hours = 0, minutes = 0): Moment =>
  Date.parse(`${date}T00:00:00Z`) - chinaOffset + hours * hour + minutes * minute

/** The same day of China at another time of the day. */
export const atHour = (moment: Moment, hours: number): Moment =>
  Math.floor((moment + chinaOffset) / day) * day - chinaOffset + Math.round(hours * hour)

/** The calendar day in China, such as `2024-11-06`. */
export const dayOf = (moment: Moment): string => new Date(moment + chinaOffset).toISOString().slice(0, 10)

/** Day of the week in China; Sunday is 0. */
export const weekdayOf = (moment: Moment): number => new Date(moment + chinaOffset).getUTCDay()

export const yearOf = (moment: Moment): number => new Date(moment + chinaOffset).getUTCFullYear()

/** The moment as the graph writes it: `2024-11-06T01:30:00.000Z`. */
export const iso = (moment: Moment): string => new Date(moment).toISOString()
