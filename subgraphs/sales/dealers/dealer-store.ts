import sql, { type Sql } from 'sql-template-tag'
import type { Connection, Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { listOf, type ListOrder } from '#platform/pages.ts'
import { keyed } from '#platform/rows.ts'
import { allOf, equals } from '../condition.ts'
import type { ContractRow, DealerRow } from './dealer.ts'

export const dealerColumns = sql`dealer.id, dealer.name, dealer.territory_id as "territoryId", dealer.street,
  dealer.postal_code as "postalCode", dealer.city, dealer.region, dealer.country, dealer.phone`

export interface DealerFilter {
  readonly territoryId?: string | null
  readonly region?: string | null
  readonly city?: string | null
}

export async function findDealers(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, DealerRow>> {
  const rows = await db.rows<DealerRow>(sql`select ${dealerColumns} from dealer where id = any(${ids})`)
  return keyed(rows, row => row.id)
}

/** Dealers by name, of a territory and all beneath it when the filter names one. */
export function listDealers(db: Queries, filter: DealerFilter, page: Page): Promise<Connection<DealerRow>> {
  const where = allOf([
    filter.territoryId == null ? null : within(sql`${filter.territoryId}`),
    equals(sql`region`, filter.region),
    equals(sql`city`, filter.city),
  ])
  return listOf(db, { page, order: dealersByName, rows: sql`select ${dealerColumns} from dealer where ${where}` })
}

/** The condition that a dealer is in a territory or beneath it. */
export const within = (territoryId: Sql): Sql => sql`territory_id in (
  with recursive part as (
    select id from territory where id = ${territoryId}
    union all
    select territory.id from territory join part on territory.parent_id = part.id
  )
  select id from part)`

export const dealersByName: ListOrder<DealerRow> = {
  by: sql`dealer.name`,
  type: 'text',
  id: sql`dealer.id`,
  positionOf: ({ name, id }) => ({ sort: name, id }),
}

/** The contracts in force on a day. */
export async function findContracts(
  db: Queries,
  dealerIds: readonly string[],
  day: Date,
): Promise<ReadonlyMap<string, ContractRow>> {
  const rows = await db.rows<ContractRow>(sql`
    select dealer_id as "dealerId", number, valid_from as "from", valid_until as "until", brands,
      discount_limit_percent::float8 as "discountLimitPercent"
    from dealer_contract
    where dealer_id = any(${dealerIds}) and daterange(valid_from, valid_until, '[]') @> (${day}::timestamptz at time zone 'UTC')::date`)
  return keyed(rows, row => row.dealerId)
}
