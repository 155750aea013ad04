import type { Department } from '#platform/department.ts'
import type { ContactRule } from './contact-rule.ts'
import type { HeldContact, PastContact, Told } from './past-contact.ts'
import { quietBeginsAt, quietEndsAt, type QuietHours } from './quiet-hours.ts'

export type ContactRefusalReason =
  | 'NO_CONSENT'
  | 'HELD_BY_OTHER_DEPARTMENT'
  | 'HELD_BY_OWN_DEPARTMENT'
  | 'RECENTLY_CONTACTED'
  | 'OVER_FREQUENCY_CAP'
  | 'QUIET_HOURS'

/** All that a decision depends on. */
export interface Circumstances {
  readonly department: Department
  readonly rule: ContactRule
  /** What the person said last of the purpose; null when nothing. */
  readonly consent: boolean | null
  /** Contacts by all departments, newest first, as far back as the rule counts. */
  readonly contacts: readonly Told<PastContact>[]
  readonly held: readonly Told<HeldContact>[]
  readonly timeZone: string
}

interface Obstacle {
  readonly reason: ContactRefusalReason
  /** When it is over by itself; null when it never is. */
  readonly until: Date | null
}

export type ContactDecision =
  | { readonly kind: 'granted'; readonly expiresAt: Date }
  | {
      readonly kind: 'refused'
      readonly reason: ContactRefusalReason
      readonly reasons: readonly ContactRefusalReason[]
      readonly possibleFrom: Date | null
    }

const minute = 60_000
const day = 24 * 60 * minute

/** Somebody may be contacted when nothing stands against it; a grant ends with its time or when quiet hours begin. */
export function decideContact(circumstances: Circumstances, now: Date): ContactDecision {
  const quiet = quietHoursOf(circumstances)
  const obstacles = [
    ...missingConsent(circumstances),
    ...holders(circumstances),
    ...recentContact(circumstances, now),
    ...tooManyContacts(circumstances, now),
    ...nightNow(quiet, now),
  ]
  const [first] = obstacles
  if (first === undefined) {
    const end = new Date(now.getTime() + circumstances.rule.holdMinutes * minute)
    const night = quiet === null ? end : quietBeginsAt(quiet, now)
    return { kind: 'granted', expiresAt: night < end ? night : end }
  }
  const reasons = [...new Set(obstacles.map(({ reason }) => reason))]
  return { kind: 'refused', reason: first.reason, reasons, possibleFrom: endOf(obstacles, quiet) }
}

function missingConsent({ rule, consent }: Circumstances): Obstacle[] {
  const enough = { GIVEN: consent === true, NOT_WITHDRAWN: consent !== false, NOT_NEEDED: true }[rule.consent]
  return enough ? [] : [{ reason: 'NO_CONSENT', until: null }]
}

function holders({ department, held }: Circumstances): Obstacle[] {
  return held.map(each => ({
    reason: each.isTold && each.department === department ? 'HELD_BY_OWN_DEPARTMENT' : 'HELD_BY_OTHER_DEPARTMENT',
    until: each.until,
  }))
}

function recentContact({ rule, contacts }: Circumstances, now: Date): Obstacle[] {
  const ends = contacts.map(
    ({ at, reached }) => new Date(at.getTime() + (reached ? rule.coolDownMinutes : rule.retryMinutes) * minute),
  )
  const last = latest(ends.filter(end => end > now))
  return last === null ? [] : [{ reason: 'RECENTLY_CONTACTED', until: last }]
}

function tooManyContacts({ rule: { mostContacts, mostDays }, contacts }: Circumstances, now: Date): Obstacle[] {
  if (mostContacts === null || mostDays === null) return []
  const reached = contacts.filter(each => each.reached && each.at.getTime() > now.getTime() - mostDays * day)
  // When the one that uses up the bound no longer counts, there is room again.
  const bound = reached[mostContacts - 1]
  return bound === undefined
    ? []
    : [{ reason: 'OVER_FREQUENCY_CAP', until: new Date(bound.at.getTime() + mostDays * day) }]
}

function nightNow(quiet: QuietHours | null, now: Date): Obstacle[] {
  const end = quiet === null ? null : quietEndsAt(quiet, now)
  return end === null ? [] : [{ reason: 'QUIET_HOURS', until: end }]
}

function quietHoursOf({ rule: { quietFrom, quietUntil }, timeZone }: Circumstances): QuietHours | null {
  return quietFrom === null || quietUntil === null ? null : { from: quietFrom, until: quietUntil, timeZone }
}

function endOf(obstacles: readonly Obstacle[], quiet: QuietHours | null): Date | null {
  const ends = obstacles.flatMap(({ until }) => (until === null ? [] : [until]))
  if (ends.length < obstacles.length) return null
  const end = latest(ends)
  return end === null || quiet === null ? end : (quietEndsAt(quiet, end) ?? end)
}

const latest = (moments: readonly Date[]): Date | null =>
  moments.length === 0 ? null : new Date(Math.max(...moments.map(each => each.getTime())))
