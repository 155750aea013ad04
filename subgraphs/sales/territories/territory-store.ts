import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { grouped, keyed } from '#platform/rows.ts'
import type { DealerRow } from '../dealers/dealer.ts'
import { dealerColumns } from '../dealers/dealer-store.ts'

/** A part of the market. */
export interface TerritoryRow {
  readonly id: string
  readonly name: string
  readonly parentId: string | null
}

/** A dealer under one of the territories that were asked for. */
export interface DealerWithin extends DealerRow {
  readonly withinId: string
}

const columns = sql`id, name, parent_id as "parentId"`

export async function findTerritories(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, TerritoryRow>> {
  const rows = await db.rows<TerritoryRow>(sql`select ${columns} from territory where id = any(${ids})`)
  return keyed(rows, row => row.id)
}

export async function findChildren(
  db: Queries,
  parentIds: readonly string[],
): Promise<ReadonlyMap<string, TerritoryRow[]>> {
  const rows = await db.rows<TerritoryRow>(
    sql`select ${columns} from territory where parent_id = any(${parentIds}) order by name, id`,
  )
  return grouped(parentIds, rows, row => row.parentId ?? '')
}

/** The dealers of each territory and of everything beneath it, a page each. */
export async function listDealersWithin(
  db: Queries,
  territoryIds: readonly string[],
  { after, limit }: Page,
): Promise<DealerWithin[]> {
  const afterPage = after === null ? sql`true` : sql`(dealer.name, dealer.id) > (${after.sort}, ${after.id})`
  return db.rows<DealerWithin>(sql`
    with recursive part as (
      select id, id as root from territory where id = any(${territoryIds})
      union all
      select territory.id, part.root from territory join part on territory.parent_id = part.id
    )
    select asked.id as "withinId", found.*
    from unnest(${territoryIds}::text[]) as asked (id)
    cross join lateral (
      select ${dealerColumns} from part join dealer on dealer.territory_id = part.id
      where part.root = asked.id and ${afterPage}
      order by dealer.name, dealer.id limit ${limit + 1}
    ) as found
    order by found.name, found.id`)
}
