import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  admit,
  breakerRules,
  closed,
  settle,
  type Breaker,
  type Outcome,
  type Ticket,
} from '../../../gateway/transport/breaker.ts'

const { failures, span, pause } = breakerRules

/** What happens to a subgraph: time passes, a call wants to start, a call that is under way ends. */
type Happening =
  | { readonly kind: 'wait'; readonly milliseconds: number }
  | { readonly kind: 'call' }
  | { readonly kind: 'end'; readonly which: number; readonly outcome: Outcome }

const happenings = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('wait' as const), milliseconds: fc.integer({ min: 1, max: 700 }) }),
    fc.record({ kind: fc.constant('call' as const) }),
    fc.record({
      kind: fc.constant('end' as const),
      which: fc.nat({ max: 20 }),
      outcome: fc.constantFrom<Outcome>('success', 'failure', 'failure', 'failure', 'abandoned'),
    }),
  ),
  { maxLength: 200 },
)

/** A breaker at work on happenings; tells of each step. */
function* history(all: readonly Happening[]) {
  let breaker: Breaker = closed
  let now = 1000
  const underWay: Ticket[] = []
  for (const happening of all) {
    const before = breaker
    let ticket: Ticket | undefined
    if (happening.kind === 'wait') now += happening.milliseconds
    if (happening.kind === 'call') {
      ;({ breaker, ticket } = admit(breaker, now))
      if (ticket !== undefined) underWay.push(ticket)
    }
    if (happening.kind === 'end') {
      ;[ticket] = underWay.splice(happening.which % Math.max(1, underWay.length), 1)
      if (ticket !== undefined) breaker = settle(breaker, { ticket, outcome: happening.outcome, now })
    }
    yield { happening, ticket, before, breaker, now, underWay }
  }
}

test('at most one probe is under way, and only while the breaker knows of it', () => {
  fc.assert(
    fc.property(happenings, all => {
      for (const { breaker, underWay } of history(all))
        expect(underWay.filter(ticket => ticket === 'probe').length).toBe(breaker.state === 'probing' ? 1 : 0)
    }),
  )
})

test('a closed breaker lets every call in, an open one none before its pause is over, and then one', () => {
  const expected = (breaker: Breaker, now: number): Ticket | undefined => {
    if (breaker.state === 'closed') return 'normal'
    return breaker.state === 'open' && now >= breaker.until ? 'probe' : undefined
  }
  fc.assert(
    fc.property(happenings, all => {
      const calls = [...history(all)].filter(({ happening }) => happening.kind === 'call')
      expect(calls.map(({ ticket }) => ticket)).toEqual(calls.map(({ before, now }) => expected(before, now)))
    }),
  )
})

test('it opens after enough failures over enough time without a success between, and after nothing less', () => {
  fc.assert(
    fc.property(happenings, all => {
      let row: number[] = []
      for (const { happening, ticket, before, breaker, now } of history(all)) {
        const ended = happening.kind === 'end' && ticket === 'normal' ? happening.outcome : undefined
        if (before.state !== 'closed' || ended === 'success') row = []
        else if (ended === 'failure') row.push(now)
        const due = ended === 'failure' && row.length >= failures && now - (row[0] ?? now) >= span
        expect(before.state === 'closed' && breaker.state !== 'closed').toBe(due)
      }
    }),
  )
})

test('from any state it heals by one call once the subgraph answers again', () => {
  fc.assert(
    fc.property(happenings, all => {
      const last = [...history(all)].at(-1)
      const { breaker: reached, now, underWay } = last ?? { breaker: closed, now: 0, underWay: [] }
      const ended = underWay.reduce(
        (breaker, ticket) => settle(breaker, { ticket, outcome: 'abandoned', now }),
        reached,
      )
      const { breaker, ticket = 'normal' } = admit(ended, now + pause)
      expect(settle(breaker, { ticket, outcome: 'success', now: now + pause })).toEqual(closed)
    }),
  )
})

test('all calls failing, ten in a second, it is open within a second', () => {
  let breaker = closed
  let now = 0
  for (; breaker.state === 'closed'; now += 100)
    breaker = settle(breaker, { ticket: 'normal', outcome: 'failure', now })
  expect(now).toBeLessThan(1000)
})
