import type { Transaction } from '#platform/database.ts'
import { productionAlarmChanged } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import type { AlarmChange } from './settle-alarms.ts'

/** Tells who watches the line, and the other subgraphs, which alarms changed. */
export async function tellAlarms(tx: Transaction, changes: readonly AlarmChange[]): Promise<void> {
  await publish(
    tx,
    productionAlarmChanged,
    changes.map(({ id, ...change }) => ({ key: change.productionNumber, payload: { alarmId: id, ...change } })),
  )
}
