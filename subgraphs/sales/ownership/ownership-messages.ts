import type { Transaction } from '#platform/database.ts'
import { ownershipChanged } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { recordActivity } from '../activity.ts'
import type { ParticipantRow } from './participant.ts'

/** Tells that roles on a car were taken or given up, to everybody and to the customers' timelines. */
export async function announceParticipants(tx: Transaction, rows: readonly ParticipantRow[]): Promise<void> {
  const events = rows.map(({ vin, customerId, role, from, until }) => ({
    key: vin,
    payload: { vin, customerId, role, from: from.toISOString(), until: until?.toISOString() ?? null },
  }))
  await publish(tx, ownershipChanged, events)
  for (const { id, customerId, role, from, until } of rows)
    await recordActivity(tx, {
      customerId,
      kind: 'OWNERSHIP',
      at: until ?? from,
      summary:
        until === null ? `Became ${role} of a car` : `${role} of a car until ${until.toISOString().slice(0, 10)}`,
      subject: { type: 'VehicleParticipant', id },
    })
}
