import sql from 'sql-template-tag'
import type { Connection, Page } from '#platform/connection.ts'
import type { Queries, Transaction } from '#platform/database.ts'
import { newestFirst, pagesOf } from '#platform/pages.ts'
import { keyed } from '#platform/rows.ts'
import type { PartMovement } from './part-movement.ts'
import type { PartStockRow } from './part-store.ts'

/** A movement as stored. */
export interface MovementRow extends PartMovement {
  readonly id: string
  readonly by: string
  readonly at: Date
}

const columns = sql`
  id, part_number as "partNumber", place_id as "placeId", kind, quantity, reason, moved_by as by, moved_at as at`

export async function findMovements(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, MovementRow>> {
  const rows = await db.rows<MovementRow>(sql`select ${columns} from part_movement where id = any(${ids})`)
  return keyed(rows, row => row.id)
}

/** For each part one page of its movements, last first; of a dealer's places alone when one is named. */
export function pagesOfMovements(
  db: Queries,
  partNumbers: readonly string[],
  { dealerId, page }: { readonly dealerId: string | null; readonly page: Page },
): Promise<ReadonlyMap<string, Connection<MovementRow>>> {
  const own =
    dealerId === null ? sql`true` : sql`place_id in (select place.id from place where place.dealer_id = ${dealerId})`
  return pagesOf(db, partNumbers, {
    page,
    order: newestFirst(sql`moved_at`, (row: MovementRow) => row.at),
    rows: sql`select ${columns} from part_movement where part_number = parent.id and ${own}`,
  })
}

/** What is on hand of a part at a place, held until the transaction ends so that the next movement waits. */
export async function lockStock(tx: Transaction, { partNumber, placeId }: PartMovement): Promise<PartStockRow> {
  await tx.rows(sql`
    insert into part_stock (part_number, place_id) values (${partNumber}, ${placeId}) on conflict do nothing`)
  const row = await tx.row<PartStockRow>(sql`
    select part_number as "partNumber", place_id as "placeId", on_hand as "onHand", reserved,
      on_hand - reserved as available
    from part_stock where part_number = ${partNumber} and place_id = ${placeId} for update`)
  if (row === undefined) throw new Error('a stock is gone that was just written')
  return row
}

/** Appends a movement, which counts at once; gives its id. */
export async function addMovement(
  tx: Transaction,
  { kind, partNumber, placeId, quantity, reason }: PartMovement,
  { by, at }: Pick<MovementRow, 'by' | 'at'>,
): Promise<string> {
  const row = await tx.row<{ id: string }>(sql`
    insert into part_movement (part_number, place_id, kind, quantity, reason, moved_by, moved_at)
    values (${partNumber}, ${placeId}, ${kind}, ${quantity}, ${reason}, ${by}, ${at}) returning id`)
  if (row === undefined) throw new Error('a movement was not written')
  return row.id
}
