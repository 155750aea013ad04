export type ContactPurpose =
  | 'MARKETING'
  | 'SALES_FOLLOW_UP'
  | 'SERVICE_REMINDER'
  | 'SATISFACTION_SURVEY'
  | 'OPEN_CASE'
  | 'SAFETY'

export type ContactChannel = 'PHONE' | 'MAIL' | 'EMAIL' | 'SMS' | 'IM' | 'WECHAT' | 'APP'

/** What holds for contacts of a purpose, where no more specific rule does. */
export interface ContactRule {
  readonly purpose: ContactPurpose
  /** Null for each that has no rule of its own. */
  readonly channel: ContactChannel | null
  /** Null for each that has no rule of its own. */
  readonly country: string | null
  readonly consent: 'GIVEN' | 'NOT_WITHDRAWN' | 'NOT_NEEDED'
  readonly holdMinutes: number
  readonly coolDownMinutes: number
  readonly retryMinutes: number
  readonly mostContacts: number | null
  readonly mostDays: number | null
  readonly quietFrom: string | null
  readonly quietUntil: string | null
}

/** A rule with who set it last. */
export interface SetContactRule extends ContactRule {
  readonly setBy: string
  readonly setAt: Date
}

/** The rule of a purpose that counts for a channel in a country: first the country decides, then the channel. */
export function ruleFor(
  rules: readonly ContactRule[],
  { channel, country }: { readonly channel: ContactChannel; readonly country: string },
): ContactRule {
  const weight = (rule: ContactRule): number => (rule.country === null ? 0 : 2) + (rule.channel === null ? 0 : 1)
  const [rule] = rules
    .filter(each => each.country === null || each.country === country)
    .filter(each => each.channel === null || each.channel === channel)
    .toSorted((a, b) => weight(b) - weight(a))
  if (rule === undefined) throw new Error('a purpose has no rule that counts for every channel and country')
  return rule
}
