import { expect, test } from 'vitest'
import {
  availabilityAfter,
  availabilityOf,
  type Availability,
  type AvailabilityAction,
} from '../../subgraphs/erp-adapter/vehicles/availability.ts'

const states: readonly Availability[] = ['NOT_RELEASED', 'AVAILABLE', 'RESERVED', 'SOLD']

test.each<[AvailabilityAction, readonly (Availability | null)[]]>([
  ['RELEASE', ['AVAILABLE', null, null, null]],
  ['HOLD', [null, 'NOT_RELEASED', null, null]],
  ['RESERVE', ['RESERVED', 'RESERVED', 'RESERVED', null]],
  ['FREE', [null, null, 'NOT_RELEASED', null]],
  ['SELL', ['SOLD', 'SOLD', 'SOLD', null]],
  ['TAKE_BACK', [null, null, null, 'NOT_RELEASED']],
])('%s leads from each state to one, or is not allowed in it', (action, expected) => {
  expect(states.map(state => availabilityAfter(state, action))).toEqual(expected)
})

test('a sale outweighs a reservation, and that outweighs the release of the plant', () => {
  const facts = { status: 'AT_DEALER', blockedBy: [], orderId: null } as const
  expect(availabilityOf(facts)).toBe('AVAILABLE')
  expect(availabilityOf({ ...facts, blockedBy: ['brake-force-front'] })).toBe('NOT_RELEASED')
  expect(availabilityOf({ ...facts, orderId: 'o-1' })).toBe('RESERVED')
  expect(availabilityOf({ ...facts, orderId: 'o-1', status: 'DELIVERED' })).toBe('SOLD')
  expect(availabilityOf({ ...facts, status: 'BUILT' })).toBe('NOT_RELEASED')
  expect(availabilityOf({ ...facts, status: 'RETURNED' })).toBe('NOT_RELEASED')
})
