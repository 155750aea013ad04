import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { Recall } from './recall.ts'

export async function insertRecall(tx: Transaction, recall: Omit<Recall, 'status' | 'closedAt'>): Promise<void> {
  await tx.rows(sql`
    insert into recall (id, title, remedy, model_codes, vin_from, vin_to, built_from, built_to, station, part_number,
      part_batch, opened_at)
    values (${recall.id}, ${recall.title}, ${recall.remedy}, ${recall.modelCodes}, ${recall.vinFrom}, ${recall.vinTo},
      ${recall.builtFrom}, ${recall.builtTo}, ${recall.station}, ${recall.partNumber}, ${recall.partBatch},
      ${recall.openedAt})`)
}

export function lockRecall(tx: Transaction, id: string): Promise<Pick<Recall, 'id' | 'closedAt'> | undefined> {
  return tx.row(sql`select id, closed_at as "closedAt" from recall where id = ${id} for update`)
}

export async function saveClosed(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx.rows(sql`update recall set status = 'CLOSED', closed_at = ${at} where id = ${id}`)
}
