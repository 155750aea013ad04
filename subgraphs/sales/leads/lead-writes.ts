import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { leadChanged } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { allOf, equals } from '../condition.ts'
import type { DealerScope } from '../dealers/row-access.ts'
import { isOpen, type LeadFacts, type LeadRow } from './lead.ts'
import { leadColumns } from './lead-store.ts'

/** Lets one capture at a time of the same customer or telephone and model go on, until the transaction ends. */
export async function lockPerson(tx: Transaction, { customerId, phone, modelCode }: LeadFacts): Promise<void> {
  const keys = [customerId, phone].filter(key => key !== null).map(key => `lead ${key} ${modelCode ?? ''}`)
  await tx.rows(sql`
    select pg_advisory_xact_lock(hash) from (
      select distinct hashtextextended(key, 0) as hash from unnest(${keys}::text[]) as key order by hash
    ) as person`)
}

/** The open lead of the same customer or telephone and model that was captured after a time. */
export async function findDuplicate(
  tx: Transaction,
  { customerId, phone, modelCode }: LeadFacts,
  since: Date,
): Promise<LeadRow | undefined> {
  return tx.row<LeadRow>(sql`
    select ${leadColumns} from lead
    where (customer_id = ${customerId} or phone = ${phone}) and model_code is not distinct from ${modelCode}
      and status in ('NEW', 'RESPONDED') and captured_at > ${since}
    order by captured_at desc limit 1`)
}

/** Stores a new lead and tells of it. */
export async function insertLead(tx: Transaction, lead: LeadRow): Promise<void> {
  await tx.rows(sql`
    insert into lead (id, channel, status, customer_id, contact_name, phone, model_code, region, city, campaign_id,
      referrer_id, partner, message, dealer_id, routing_rule, routing_reason, score, score_reasons, captured_at, due_at)
    values (${lead.id}, ${lead.channel}, ${lead.status}, ${lead.customerId}, ${lead.contactName}, ${lead.phone},
      ${lead.modelCode}, ${lead.region}, ${lead.city}, ${lead.campaignId}, ${lead.referrerId}, ${lead.partner},
      ${lead.message}, ${lead.dealerId}, ${lead.routingRule}, ${lead.routingReason}, ${lead.points},
      ${lead.scoreReasons}, ${lead.capturedAt}, ${lead.dueAt})`)
  await announceLead(tx, lead)
}

/** Holds a lead until the transaction ends. */
export async function lockLead(tx: Transaction, id: string, scope: DealerScope): Promise<LeadRow | undefined> {
  const where = allOf([sql`id = ${id}`, equals(sql`dealer_id`, scope)])
  return tx.row<LeadRow>(sql`select ${leadColumns} from lead where ${where} for update`)
}

/** Stores what became of a lead and tells of it. */
export async function saveLead(tx: Transaction, lead: LeadRow, closedAt: Date | null): Promise<void> {
  await tx.rows(sql`
    update lead set status = ${lead.status}, customer_id = ${lead.customerId}, responded_at = ${lead.respondedAt},
      lost_reason = ${lead.lostReason}, lost_note = ${lead.lostNote}, closed_at = ${closedAt}
    where id = ${lead.id}`)
  await announceLead(tx, lead)
}

async function announceLead(tx: Transaction, lead: LeadRow): Promise<void> {
  const { id, modelCode, points, capturedAt } = lead
  const payload = { leadId: id, modelCode, open: isOpen(lead), score: points, capturedAt: capturedAt.toISOString() }
  await publish(tx, leadChanged, [{ key: id, payload }])
}
