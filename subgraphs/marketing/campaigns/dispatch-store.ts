import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { StepRow } from './campaign.ts'
import type { MessageRow } from '../messages/message.ts'

/** A part of the audience to which a step goes out in one statement. */
export interface Batch {
  readonly step: StepRow
  readonly recipient: string
  readonly now: Date
}

export type Dispatched = Pick<MessageRow, 'id' | 'customerId' | 'status' | 'channel' | 'at'>

/** The next customers of the audience, as far as the caller sees it. */
export async function findDue(
  tx: Transaction,
  { campaignId }: StepRow,
  { after, size }: { readonly after: string; readonly size: number },
): Promise<string[]> {
  const due = await tx.rows<{ id: string }>(sql`
    select customer_id as id from campaign_contact
    where campaign_id = ${campaignId} and customer_id > ${after} order by customer_id limit ${size}`)
  return due.map(({ id }) => id)
}

/**
 * Sends a step to customers of the audience. The statement that writes the message looks by itself at what was said and
 * who is at the customer: whoever withdrew before it runs is suppressed, whenever he was chosen.
 */
export function dispatchBatch(
  tx: Transaction,
  { step, recipient, now }: Batch,
  customerIds: readonly string[],
): Promise<Dispatched[]> {
  const { campaignId, number, channel, template } = step
  // What was told and is not taken up yet is nobody's to read, and counts all the same.
  return tx.asSystem.rows<Dispatched>(sql`
    with due as materialized (
      select customer_id, not_to_send(customer_id, ${channel}, ${recipient}, ${now}) as because
      from unnest(${customerIds}::text[]) as customer_id
    ), sent as (
      insert into message (id, customer_id, department, channel, text, status, suppressed_because, at, campaign_id,
        step, source, external_id)
      select 'message-' || gen_random_uuid(), customer_id, 'MARKETING', ${channel}, ${template},
        case when because is null then 'SENT' else 'SUPPRESSED' end, because,
        ${now}::timestamptz, ${campaignId}, ${number}::integer, 'campaign',
        ${campaignId} || ':' || ${number}::integer || ':' || customer_id
      from due
      returning id, customer_id, status, suppressed_because, channel, at
    ), noted as (
      update campaign_contact as contact set
        status = case when contact.status = 'SENT' then 'SENT' else sent.status end,
        reached_at = case when sent.status = 'SENT' then sent.at else contact.reached_at end,
        channel = case when sent.status = 'SENT' then sent.channel else contact.channel end,
        suppressed_because = case when contact.status = 'SENT' then null else sent.suppressed_because end
      from sent where contact.campaign_id = ${campaignId} and contact.customer_id = sent.customer_id
    )
    select id, customer_id as "customerId", status, channel, at from sent order by customer_id`)
}

/** Notes that a step was sent to everybody; the campaign is completed with its last step. */
export async function finishStep(tx: Transaction, { campaignId, number }: StepRow, now: Date): Promise<void> {
  await tx.rows(sql`
    update campaign_step set dispatched_at = ${now} where campaign_id = ${campaignId} and number = ${number}`)
  await tx.rows(sql`
    update campaign set status = 'COMPLETED' where id = ${campaignId} and not exists (
      select from campaign_step where campaign_id = ${campaignId} and dispatched_at is null)`)
}
