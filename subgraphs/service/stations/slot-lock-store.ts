import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { Slot } from './slot.ts'

export type SlotKey = Pick<Slot, 'stationId' | 'startsAt'>

// Slots are nobody's: whoever may book fills them, and changes nothing else of theirs.

/** Gives an offered slot its row, so that it can be locked; one that is not offered stays without. */
export async function materialiseSlot(tx: Transaction, { stationId, startsAt }: SlotKey): Promise<void> {
  await tx.asSystem.rows(sql`
    insert into slot (station_id, starts_at, ends_at, capacity)
    select station_id, starts_at, ends_at, capacity
    from offered_slots(array[${stationId}], ${startsAt}, ${startsAt}::timestamptz + interval '1 millisecond')
    on conflict do nothing`)
}

/** Locks slots in one order for all callers, so that no two wait for each other. */
export function lockSlots(tx: Transaction, slots: readonly SlotKey[]): Promise<Slot[]> {
  const stationIds = slots.map(slot => slot.stationId)
  const starts = slots.map(slot => slot.startsAt)
  return tx.asSystem.rows<Slot>(sql`
    select station_id as "stationId", starts_at as "startsAt", ends_at as "endsAt", capacity, booked from slot
    where (station_id, starts_at) in (select * from unnest(${stationIds}::text[], ${starts}::timestamptz[]))
    order by station_id, starts_at for update`)
}

/** Books one more car into a locked slot, or with `cars` -1 one less. */
export async function changeBooked(tx: Transaction, { stationId, startsAt }: SlotKey, cars: 1 | -1): Promise<void> {
  await tx.asSystem.rows(sql`
    update slot set booked = booked + ${cars} where station_id = ${stationId} and starts_at = ${startsAt}`)
}
