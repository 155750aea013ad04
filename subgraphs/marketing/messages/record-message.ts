import type { RecordMessageInput } from '#generated/marketing.ts'
import type { Transaction } from '#platform/database.ts'
import { Fault } from '#platform/errors.ts'
import { customerActivity } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import { pastMoment } from '../past-moment.ts'
import { textOf } from '../text.ts'
import type { MessageRow } from './message.ts'
import { findRecorded, insertMessage } from './message-changes.ts'
import { messageActivity } from './message-activity.ts'

/** The source of campaigns' own messages, which no one else may use. */
export const campaignSource = 'campaign'

export interface MessageRecorded {
  readonly __typename: 'RecordMessageSuccess'
  readonly messageId: string
}

export interface RecordedDifferently {
  readonly __typename: 'MessageRecordedDifferently'
  readonly message: string
  readonly messageId: string
}

/** Puts another department's message into the ledger; told again it is found, not doubled. */
export async function recordMessage(
  tx: Transaction,
  input: RecordMessageInput,
  now: Date,
): Promise<MessageRecorded | RecordedDifferently> {
  const message = messageOf(input, now)
  if (await insertMessage(tx, message)) {
    await publish(tx, customerActivity, [messageActivity(message)])
    return { __typename: 'RecordMessageSuccess', messageId: message.id }
  }
  const recorded = await findRecorded(tx, message)
  if (sameMessage(recorded, message)) return { __typename: 'RecordMessageSuccess', messageId: recorded.id }
  return {
    __typename: 'MessageRecordedDifferently',
    message: `${message.source} recorded another message as ${message.externalId}.`,
    messageId: recorded.id,
  }
}

function messageOf(input: RecordMessageInput, now: Date): MessageRow {
  const source = textOf('source', input.source, 60)
  if (source === campaignSource)
    throw new Fault('BAD_USER_INPUT', `The source "${campaignSource}" is kept for campaigns; name your own system.`)
  return {
    id: newId('message'),
    customerId: textOf('customerId', input.customerId, 200),
    department: input.department,
    channel: input.channel,
    text: textOf('text', input.text, 4000),
    status: 'SENT',
    suppressedBecause: null,
    at: pastMoment('at', input.at, now),
    campaignId: null,
    step: null,
    source,
    externalId: textOf('externalId', input.externalId, 200),
  }
}

const sameMessage = (one: MessageRow, other: MessageRow): boolean =>
  one.customerId === other.customerId && one.text === other.text && one.channel === other.channel
