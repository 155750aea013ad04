import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { Recall } from './recall.ts'

/** An owner of a car that a recall has just reached. */
export interface ReachedOwner {
  readonly customerId: string
  readonly recallId: string
  readonly title: Recall['title']
}

/** Puts cars under an open recall and gives the owners known of those that were not under it before. */
export function putUnderRecall(tx: Transaction, recallId: string, vins: readonly string[]): Promise<ReachedOwner[]> {
  return tx.rows<ReachedOwner>(sql`
    with open_recall as (
      select id, title from recall where id = ${recallId} and status = 'OPEN' for share
    ), added as (
      insert into recall_vehicle (recall_id, vin)
      select id, vin from open_recall cross join unnest(${vins}::text[]) as vin
      on conflict do nothing returning vin
    )
    select distinct owner_id as "customerId", id as "recallId", title
    from added join covered_vehicle using (vin) cross join open_recall
    where owner_id is not null`)
}
