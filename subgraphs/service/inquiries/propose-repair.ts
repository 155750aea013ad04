import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { tellOfAppointment } from '../appointments/appointment-activity.ts'
import type { Slot } from '../stations/slot.ts'

export interface RepairWanted {
  readonly vin: string
  readonly customerId: string | null
  readonly stationId: string
  readonly at: Date
}

/** Proposes the first free slot of a station within two weeks for a repair; null when there is none. */
export async function proposeRepair(
  tx: Transaction,
  { vin, customerId, stationId, at }: RepairWanted,
): Promise<string | null> {
  const slot = await tx.row<Pick<Slot, 'startsAt' | 'endsAt'>>(sql`
    select starts_at as "startsAt", ends_at as "endsAt"
    from offered_slots(array[${stationId}::text], ${at}, ${at}::timestamptz + interval '14 days')
    where booked < capacity order by starts_at limit 1`)
  if (slot === undefined) return null
  const proposal = { id: newId('appointment'), vin, customerId, purpose: 'REPAIR' as const }
  await tx.rows(sql`
    insert into appointment (id, vin, customer_id, station_id, purpose, status, origin, starts_at, ends_at)
    values (${proposal.id}, ${vin}, ${customerId}, ${stationId}, 'REPAIR', 'PROPOSED', 'MAKER', ${slot.startsAt}, ${slot.endsAt})`)
  await tellOfAppointment(tx, proposal, 'proposed', at)
  return proposal.id
}
