import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { StepRow } from './campaign.ts'
import type { MessageRow } from '../messages/message.ts'

/** A part of the audience to which a step goes out in one statement. */
export interface Batch {
  readonly step: StepRow
  readonly recipient: string
  readonly now: Date
  /** The last customer of the part before; empty for the first. */
  readonly after: string
  readonly size: number
}

export type Dispatched = Pick<MessageRow, 'id' | 'customerId' | 'status' | 'channel' | 'at'>

/**
 * Sends a step to the next customers of the audience. The statement that writes the
 * message looks at the consent itself: whoever withdrew before it runs is suppressed, whenever he was chosen.
 */
export function dispatchBatch(tx: Transaction, { step, recipient, now, after, size }: Batch): Promise<Dispatched[]> {
  const { campaignId, number, channel, template } = step
  return tx.rows<Dispatched>(sql`
    with due as (
      select contact.customer_id, last_word(contact.customer_id, ${channel}, ${recipient}) as given
      from campaign_contact as contact
      where contact.campaign_id = ${campaignId} and contact.customer_id > ${after}
      order by contact.customer_id limit ${size}
    ), sent as (
      insert into message (id, customer_id, department, channel, text, status, suppressed_because, at, campaign_id,
        step, source, external_id)
      select 'message-' || uuidv7(), customer_id, 'MARKETING', ${channel}, ${template},
        case when given then 'SENT' else 'SUPPRESSED' end,
        case when given then null when given is null then 'CONSENT_UNKNOWN' else 'CONSENT_WITHDRAWN' end,
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
