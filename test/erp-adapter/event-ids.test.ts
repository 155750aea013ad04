import { expect, test } from 'vitest'
import { EventIds } from '../../subgraphs/erp-adapter/vehicles/event-ids.ts'

test('ids that differ in a single character are told apart, and each is found again', () => {
  const ids = Array.from(
    { length: 3000 },
    (_, nth) => `urn:uuid:7d1f0a52-3c6e-4b8e-9a51-${String(nth).padStart(12, '0')}`,
  )
  const told = new EventIds()
  for (const [nth, id] of ids.entries()) {
    expect(told.has(id)).toBe(false)
    expect(told.size).toBe(nth)
    told.add(id)
  }
  expect(ids.every(id => told.has(id))).toBe(true)
  for (const other of ['', ids[7]?.toUpperCase() ?? '', `${ids[7]} `, [...(ids[7] ?? '')].toReversed().join('')])
    expect(told.has(other)).toBe(false)
})
