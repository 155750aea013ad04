/** Moments as SAP keeps them: the day and time of the plant's clock. */
export interface SapClock {
  readonly day: string
  readonly time: string
}

/** The moment of a day and of seconds after its midnight, by the clock of a time zone. */
export function momentAt(
  day: Date,
  { seconds, timeZone }: { readonly seconds: number; readonly timeZone: string },
): Date {
  const local = Temporal.PlainDate.from(day.toISOString().slice(0, 10)).toPlainDateTime().add({ seconds })
  return new Date(local.toZonedDateTime(timeZone).epochMilliseconds)
}

/** A moment by the clock of a time zone. */
export function sapClock(moment: Date, timeZone: string): SapClock {
  const local = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone)
  const midnight = Date.UTC(local.year, local.month - 1, local.day)
  return { day: `/Date(${midnight})/`, time: `PT${pad(local.hour)}H${pad(local.minute)}M${pad(local.second)}S` }
}

const pad = (value: number): string => String(value).padStart(2, '0')
