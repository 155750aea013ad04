/** When a subgraph counts as failed, and when it is tried again. */
export interface BreakerRules {
  /** Failures in a row, without any success between, that open it. @default 5 */
  readonly failures: number
  /** Time that they span at the least, in milliseconds: a short break of all connections at once opens nothing. @default 500 */
  readonly span: number
  /** Time without any call before one may probe, in milliseconds. @default 1000 */
  readonly pause: number
}

export const breakerRules: BreakerRules = { failures: 5, span: 500, pause: 1000 }

/** What is known of a subgraph's health: calls pass, none passes until a moment, or one call is finding out. */
export type Breaker =
  | { readonly state: 'closed'; readonly failures: number; readonly since: number }
  | { readonly state: 'open'; readonly until: number }
  | { readonly state: 'probing' }

/** How a call that wants to start is let in. */
export type Ticket = 'normal' | 'probe'

/** How a call ended; `abandoned` when nobody waited for its end, which tells nothing of the subgraph. */
export type Outcome = 'success' | 'failure' | 'abandoned'

export const closed: Breaker = { state: 'closed', failures: 0, since: 0 }

/** Lets a call in, as the one probe when it is time for that; no ticket means that it may not start. */
export function admit(
  breaker: Breaker,
  now: number,
): { readonly breaker: Breaker; readonly ticket: Ticket | undefined } {
  switch (breaker.state) {
    case 'closed':
      return { breaker, ticket: 'normal' }
    case 'open':
      return now < breaker.until ? { breaker, ticket: undefined } : { breaker: { state: 'probing' }, ticket: 'probe' }
    case 'probing':
      return { breaker, ticket: undefined }
  }
}

/** Takes note of a call's end. Only the probe decides about an open breaker: other calls began before it opened. */
export function settle(
  breaker: Breaker,
  { ticket, outcome, now }: { readonly ticket: Ticket; readonly outcome: Outcome; readonly now: number },
  { failures: most, span, pause }: BreakerRules = breakerRules,
): Breaker {
  if (ticket === 'probe') {
    if (outcome === 'success') return closed
    return { state: 'open', until: outcome === 'failure' ? now + pause : now }
  }
  if (breaker.state !== 'closed' || outcome === 'abandoned') return breaker
  if (outcome === 'success') return breaker.failures === 0 ? breaker : closed
  const failures = breaker.failures + 1
  const since = breaker.failures === 0 ? now : breaker.since
  return failures >= most && now - since >= span
    ? { state: 'open', until: now + pause }
    : { state: 'closed', failures, since }
}
