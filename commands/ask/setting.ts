import type { styleText } from 'node:util'
import type { Named, Price } from './story.ts'

/** How text is stressed. */
export type Ink = (format: Parameters<typeof styleText>[0], text: string) => string

/** What a story is set for: a terminal's width, its colours, and the place where the reader lives. */
export interface Setting {
  /** Columns of a line. */
  readonly width: number
  readonly ink: Ink
  /** IANA name, such as `Asia/Shanghai`. */
  readonly timeZone: string
}

/** Leaves text as it is: for a file, a pipe, a reader without colours. */
export const plain: Ink = (_, text) => text

/** A moment as day and minute where the reader lives: `2026-11-23 10:28`; a dash when it is not known. */
export function minuteOf(moment: string | null, { timeZone }: Setting): string {
  if (moment === null) return '—'
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  return format.format(new Date(moment))
}

/** The day of a moment where the reader lives. */
export const dayOf = (moment: string | null, setting: Setting): string => minuteOf(moment, setting).slice(0, 10)

/** The English and the Chinese name, or the one that there is. */
export const nameOf = (named: Named): string =>
  [...new Set([named?.nameEn, named?.nameZh])].filter(name => name != null).join(' ')

/** An amount with its currency: `CNY 269,800.00`. */
export function priceOf(price: Price): string {
  if (price === null) return ''
  const format = new Intl.NumberFormat('en', { minimumFractionDigits: 2 })
  return `${price.currency} ${format.format(Number(price.amount))}`
}

/** A distance driven: `42,180 km`. */
export const kmOf = (km: number | null): string => (km === null ? '' : `${new Intl.NumberFormat('en').format(km)} km`)

/** The text with a capital at its beginning. */
export const capital = (text: string): string => text.replace(/^./u, first => first.toUpperCase())

/** An enum's value as words: `AT_DEALER` is `at dealer`. */
export const wordsOf = (value: string | null): string => (value ?? '').toLowerCase().replaceAll('_', ' ')
