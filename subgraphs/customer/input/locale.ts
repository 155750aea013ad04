import { Fault } from '#platform/errors.ts'

/** A BCP 47 tag in its usual writing: `zh-cn` becomes `zh-CN`. */
export function localeTag(text: string): string {
  try {
    return new Intl.Locale(text).toString()
  } catch {
    throw new Fault('BAD_USER_INPUT', `"${text}" is no locale: write language and region as in zh-CN or en-US.`)
  }
}

/** An IANA time zone. */
export function timeZoneName(text: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone
  } catch {
    throw new Fault('BAD_USER_INPUT', `"${text}" is no time zone: write it as in Asia/Shanghai or Europe/Berlin.`)
  }
}

/** The calendar day of a moment where the customer lives, as `2026-11-23`. */
export function dayIn(timeZone: string, moment: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString()
}
