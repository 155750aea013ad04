/** A time of day at which quiet begins and one at which it ends, perhaps on the next day, where somebody lives. */
export interface QuietHours {
  readonly from: string
  readonly until: string
  readonly timeZone: string
}

const dateOf = ({ epochMilliseconds }: Temporal.ZonedDateTime): Date => new Date(epochMilliseconds)

/** When the quiet hours end that a moment lies in; null when it lies in none. */
export function quietEndsAt(hours: QuietHours, moment: Date): Date | null {
  return isQuiet(hours, moment) ? nextTime(hours, hours.until, moment) : null
}

/** When quiet hours begin next after a moment that lies in none. */
export function quietBeginsAt(hours: QuietHours, moment: Date): Date {
  return nextTime(hours, hours.from, moment)
}

function isQuiet({ from, until, timeZone }: QuietHours, moment: Date): boolean {
  const time = there(timeZone, moment).toPlainTime().toString().slice(0, 5)
  return from < until ? from <= time && time < until : from <= time || time < until
}

// A time of day that the change to summer time skips is the one after it.
function nextTime({ timeZone }: QuietHours, time: string, moment: Date): Date {
  const now = there(timeZone, moment)
  const today = dateOf(now.withPlainTime(time))
  return today > moment ? today : dateOf(now.add({ days: 1 }).withPlainTime(time))
}

const there = (timeZone: string, moment: Date): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone)
