import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { pagesOf } from '#platform/pages.ts'
import { grouped, keyed } from '#platform/rows.ts'
import { dealerColumns, dealersByName, within } from '../dealers/dealer-store.ts'

/** A part of the market. */
export interface TerritoryRow {
  readonly id: string
  readonly name: string
  readonly parentId: string | null
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
export const listDealersWithin = (db: Queries, territoryIds: readonly string[], page: Page) =>
  pagesOf(db, territoryIds, {
    page,
    order: dealersByName,
    rows: sql`select ${dealerColumns} from dealer where ${within(sql`parent.id`)}`,
  })
