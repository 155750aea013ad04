import sql from 'sql-template-tag'
import type { Transaction } from '../database.ts'

/** Which records were merged. */
export interface MergedRecords {
  readonly mergeId: string
  readonly mergedId: string
  readonly survivorId: string
}

/** Whose rows are moved, and whether writers are kept waiting meanwhile since they don't wait for the customer himself. */
export interface Moved {
  readonly subgraph: string
  readonly alone: boolean
}

/** Brings what a subgraph keeps of a merged customer to the survivor; again moves what came in between. */
export async function moveRows(tx: Transaction, { mergeId }: MergedRecords, { subgraph, alone }: Moved): Promise<void> {
  await tx.asSystem.rows(sql`select platform.move_rows(${subgraph}, ${mergeId}, ${alone})`)
}

/** Undoes what `moveRows` did, once the merge is undone. */
export async function moveRowsBack(
  tx: Transaction,
  { mergeId, mergedId, survivorId }: MergedRecords,
  { subgraph, alone }: Moved,
): Promise<void> {
  await tx.asSystem.rows(
    sql`select platform.move_rows_back(${subgraph}, ${mergeId}, ${mergedId}, ${survivorId}, ${alone})`,
  )
}
