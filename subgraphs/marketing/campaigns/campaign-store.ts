import sql from 'sql-template-tag'
import type { CampaignFilter } from '#generated/marketing.ts'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { grouped, keyed } from '#platform/rows.ts'
import type { CampaignRow, StepRow } from './campaign.ts'

const columns = sql`
  id, name, goal, status, on_behalf_of as recipient, planned_at as "plannedAt", launched_at as "launchedAt",
  version, lineage as "lineageId", improves as "improvesId", lesson`

export async function findCampaigns(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, CampaignRow>> {
  const rows = await db.rows<CampaignRow>(sql`select ${columns} from campaign where id = any(${ids})`)
  return keyed(rows, row => row.id)
}

/** All versions under many lineages, first to latest. */
export async function findLineages(
  db: Queries,
  lineageIds: readonly string[],
): Promise<ReadonlyMap<string, CampaignRow[]>> {
  const rows = await db.rows<CampaignRow>(
    sql`select ${columns} from campaign where lineage = any(${lineageIds}) order by lineage, version`,
  )
  return grouped(lineageIds, rows, row => row.lineageId)
}

/** Campaigns that meet a filter, latest planned first. */
export function listCampaigns(db: Queries, filter: CampaignFilter, { limit, after }: Page): Promise<CampaignRow[]> {
  const { status = null, goal = null, segmentId = null } = filter
  return db.rows<CampaignRow>(sql`
    select ${columns} from campaign
    where (${status}::text is null or status = ${status})
      and (${goal}::text is null or goal = ${goal})
      and (${segmentId}::text is null
        or id in (select campaign_id from campaign_segment where segment_id = ${segmentId}))
      and (${after === null}::boolean or (planned_at, id) < (${after?.sort}::timestamptz, ${after?.id}::text))
    order by planned_at desc, id desc limit ${limit + 1}`)
}

/** The steps of many campaigns in their order. */
export async function findSteps(db: Queries, campaignIds: readonly string[]): Promise<ReadonlyMap<string, StepRow[]>> {
  const rows = await db.rows<StepRow>(sql`
    select campaign_id as "campaignId", number, channel, template, after_days as "afterDays",
      dispatched_at as "dispatchedAt"
    from campaign_step where campaign_id = any(${campaignIds}) order by campaign_id, number`)
  return grouped(campaignIds, rows, row => row.campaignId)
}

interface ChosenSegment {
  readonly campaignId: string
  readonly id: string
}

/** The ids of many campaigns' segments in their order. */
export async function findCampaignSegments(
  db: Queries,
  campaignIds: readonly string[],
): Promise<ReadonlyMap<string, ChosenSegment[]>> {
  const rows = await db.rows<ChosenSegment>(sql`
    select campaign_id as "campaignId", segment_id as id
    from campaign_segment where campaign_id = any(${campaignIds}) order by campaign_id, place`)
  return grouped(campaignIds, rows, row => row.campaignId)
}
