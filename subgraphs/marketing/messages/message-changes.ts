import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { MessageRow } from './message.ts'
import { findMessages } from './message-store.ts'

/** Writes a message unless its source already recorded one under the external id; tells whether it did. */
export async function insertMessage(tx: Transaction, message: MessageRow): Promise<boolean> {
  const { id, customerId, department, channel, text, status, at, source, externalId } = message
  const written = await tx.row(sql`
    insert into message (id, customer_id, department, channel, text, status, at, source, external_id)
    values (${id}, ${customerId}, ${department}, ${channel}, ${text}, ${status}, ${at}, ${source}, ${externalId})
    on conflict (source, external_id) do nothing returning id`)
  return written !== undefined
}

/** The message that a source recorded under an external id before. */
export async function findRecorded(
  tx: Transaction,
  { source, externalId }: Pick<MessageRow, 'source' | 'externalId'>,
): Promise<MessageRow> {
  const found = await tx.row<{ id: string }>(
    sql`select id from message where source = ${source} and external_id = ${externalId}`,
  )
  const recorded = found === undefined ? undefined : (await findMessages(tx, [found.id])).get(found.id)
  if (recorded === undefined) throw new Error('the ledger refused a message that it does not hold')
  return recorded
}
