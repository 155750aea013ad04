import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { CampaignRow, CampaignVersion } from './campaign.ts'
import type { Plan } from './campaign-plan.ts'
import { findCampaigns } from './campaign-store.ts'

/** A campaign about to change, which nobody else changes until the transaction ends. */
export async function lockCampaign(tx: Transaction, id: string): Promise<CampaignRow | undefined> {
  await tx.rows(sql`select from campaign where id = ${id} for update`)
  return (await findCampaigns(tx, [id])).get(id)
}

/** Writes a planned campaign with its segments and steps. */
export async function insertCampaign(tx: Transaction, version: CampaignVersion, plan: Plan): Promise<void> {
  const { id, plannedAt, lineageId, improvesId, lesson } = version
  const { name, goal, recipient, segmentIds, steps } = plan
  await tx.rows(sql`
    insert into campaign (id, name, goal, status, on_behalf_of, planned_at, version, lineage, improves, lesson)
    values (${id}, ${name}, ${goal}, 'PLANNED', ${recipient}, ${plannedAt}, ${version.version}, ${lineageId},
      ${improvesId}, ${lesson})`)
  await tx.rows(sql`
    insert into campaign_segment (campaign_id, segment_id, place)
    select ${id}, each.segment_id, each.place from unnest(${segmentIds}::text[]) with ordinality as each (segment_id, place)`)
  await tx.rows(sql`
    insert into campaign_step (campaign_id, number, channel, template, after_days)
    select ${id}, each.number, each.channel, each.template, each.after_days
    from unnest(${steps.map(step => step.channel)}::text[], ${steps.map(step => step.template)}::text[],
      ${steps.map(step => step.afterDays)}::integer[]) with ordinality as each (channel, template, after_days, number)`)
}

/** The first of some segments that isn't there. */
export async function findMissingSegment(tx: Transaction, segmentIds: readonly string[]): Promise<string | null> {
  const missing = await tx.row<{ id: string }>(sql`
    select asked.id from unnest(${segmentIds}::text[]) with ordinality as asked (id, place)
    where not exists (select from segment where segment.id = asked.id) order by asked.place limit 1`)
  return missing?.id ?? null
}

/** Chooses the members of a campaign's segments, each customer once; returns how many. */
export async function chooseAudience(tx: Transaction, campaignId: string, now: Date): Promise<number> {
  const chosen = await tx.row<{ audience: number }>(sql`
    with launched as (
      update campaign set status = 'LAUNCHED', launched_at = ${now} where id = ${campaignId}
    ), chosen as (
      insert into campaign_contact (campaign_id, customer_id, segment_id, chosen_at, status)
      select distinct on (member.customer_id) ${campaignId}, member.customer_id, member.segment_id,
        ${now}::timestamptz, 'CHOSEN'
      from campaign_segment as asked join segment_membership as member using (segment_id)
      where asked.campaign_id = ${campaignId} order by member.customer_id, asked.place
      returning 1
    )
    select count(*) as audience from chosen`)
  return chosen?.audience ?? 0
}
