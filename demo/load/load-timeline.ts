import { activitiesOf } from '../world/activities.ts'
import { iso } from '../world/calendar.ts'
import { rowsOf, type Load } from './load.ts'

/** The customers' timelines, as every department's events would have written them. */
export async function loadTimeline({ insert, world }: Load): Promise<void> {
  await insert(
    'customer.activity',
    rowsOf(activitiesOf(world), ({ customer, kind, department, at, summary, subject }) => ({
      id: `AC-${kind}-${subject.id}-${Math.floor(at / 1000).toString(36)}-${customer.id}`,
      customer_id: customer.id,
      kind,
      department,
      at: iso(at),
      summary,
      subject_type: subject.type,
      subject_id: subject.id,
    })),
  )
}
