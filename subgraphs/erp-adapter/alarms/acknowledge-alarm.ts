import { demandRole, type Principal } from '#platform/auth.ts'
import type { Transaction } from '#platform/database.ts'
import { Fault } from '#platform/errors.ts'
import { lockAlarm, saveAcknowledgement, type Acknowledgement } from './alarm-store.ts'

export type AcknowledgeOutcome =
  | { readonly __typename: 'AcknowledgeProductionAlarmSuccess'; readonly id: string }
  | { readonly __typename: 'ProductionAlarmUnknown'; readonly message: string; readonly id: string }
  | { readonly __typename: 'ProductionAlarmAcknowledged'; readonly message: string; readonly id: string }

export interface Acknowledging extends Acknowledgement {
  readonly id: string
}

/** Takes note of an alarm, once; a cleared one too, for a person may have to say why it came. */
export async function acknowledgeAlarm(
  tx: Transaction,
  { id, ...acknowledgement }: Acknowledging,
): Promise<AcknowledgeOutcome> {
  const alarm = await lockAlarm(tx, id)
  if (alarm === null) return { __typename: 'ProductionAlarmUnknown', message: `There is no alarm ${id}.`, id }
  if (alarm.acknowledgedBy !== null)
    return {
      __typename: 'ProductionAlarmAcknowledged',
      message: `${alarm.acknowledgedBy} has taken note of the alarm before.`,
      id,
    }
  await saveAcknowledgement(tx, id, acknowledgement)
  return { __typename: 'AcknowledgeProductionAlarmSuccess', id }
}

/** Reads what a person says about an alarm. */
export function noteOf(text: string): string {
  const note = text.trim()
  if (note === '' || note.length > 500)
    throw new Fault('BAD_USER_INPUT', `note has ${note.length} characters; it can have 1 to 500.`)
  return note
}

/** Refuses whoever neither works in a plant nor develops. */
export const demandPlant = (principal: Principal): void =>
  demandRole(principal, ['factory', 'developer'], 'Alarms are acknowledged by')
