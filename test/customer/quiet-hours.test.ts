import { expect, test } from 'vitest'
import { quietBeginsAt, quietEndsAt } from '../../subgraphs/customer/contacts/quiet-hours.ts'

const shanghai = { from: '21:00', until: '09:00', timeZone: 'Asia/Shanghai' }

test.each([
  ['2026-11-26T12:59:59.000Z', null],
  ['2026-11-26T13:00:00.000Z', '2026-11-27T01:00:00.000Z'],
  ['2026-11-26T16:30:00.000Z', '2026-11-27T01:00:00.000Z'],
  ['2026-11-27T00:59:59.999Z', '2026-11-27T01:00:00.000Z'],
  ['2026-11-27T01:00:00.000Z', null],
])('over midnight, at %s they end at %s', (moment, end) => {
  expect(quietEndsAt(shanghai, new Date(moment))?.toISOString() ?? null).toBe(end)
})

test('they begin on the same day, or on the next when that hour has passed', () => {
  const begins = (moment: string): string => quietBeginsAt(shanghai, new Date(moment)).toISOString()
  expect(begins('2026-11-26T02:00:00.000Z')).toBe('2026-11-26T13:00:00.000Z')
  expect(begins('2026-11-26T13:00:00.000Z')).toBe('2026-11-27T13:00:00.000Z')
})

test('at noon they can be within one day, and the night in which summer time begins is an hour shorter', () => {
  const noon = { from: '12:00', until: '14:00', timeZone: 'Asia/Shanghai' }
  expect(quietEndsAt(noon, new Date('2026-11-26T05:00:00.000Z'))?.toISOString()).toBe('2026-11-26T06:00:00.000Z')
  const berlin = { from: '20:00', until: '09:00', timeZone: 'Europe/Berlin' }
  const evening = new Date('2026-03-28T19:30:00.000Z')
  expect(quietEndsAt(berlin, evening)?.toISOString()).toBe('2026-03-29T07:00:00.000Z')
})
