import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { Slot } from '../stations/slot.ts'

export interface Proposal {
  readonly id: string
  readonly vin: string
  readonly customerId: string
  readonly slot: Pick<Slot, 'stationId' | 'startsAt' | 'endsAt'>
}

/** The first free slot of a dealer's stations within two weeks from a day on. */
export function firstFreeSlot(tx: Transaction, dealerId: string, from: Date): Promise<Slot | undefined> {
  return tx.row<Slot>(sql`
    select station_id as "stationId", starts_at as "startsAt", ends_at as "endsAt", capacity, booked
    from offered_slots(
      (select array_agg(id) from station where dealer_id = ${dealerId}), ${from}, ${from}::timestamptz + interval '14 days')
    where booked < capacity order by starts_at, station_id limit 1`)
}

/** Proposes the first service of a car, once; tells whether this was the first proposal. */
export async function insertFirstService(tx: Transaction, { id, vin, customerId, slot }: Proposal): Promise<boolean> {
  const row = await tx.row(sql`
    insert into appointment (id, vin, customer_id, station_id, purpose, status, origin, starts_at, ends_at)
    values (${id}, ${vin}, ${customerId}, ${slot.stationId}, 'FIRST_SERVICE', 'PROPOSED', 'MAKER', ${slot.startsAt}, ${slot.endsAt})
    on conflict do nothing returning id`)
  return row !== undefined
}
