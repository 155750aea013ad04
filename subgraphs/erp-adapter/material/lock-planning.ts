import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'

/** Until the transaction ends no other one plans for the plant or takes answers to its plans: delays are those of the last. */
export const lockPlanning = (tx: Transaction, plantId: string): Promise<unknown> =>
  tx.rows(sql`select pg_advisory_xact_lock(hashtext('material plan'), hashtext(${plantId}))`)
