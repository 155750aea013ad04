import sql from 'sql-template-tag'
import type { Queries, Transaction } from '#platform/database.ts'
import { grouped } from '#platform/rows.ts'
import type { Verification } from './verification.ts'

/** What was made sure of, of many customers. */
export async function findVerifications(
  db: Queries,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, Verification[]>> {
  const rows = await db.rows<Verification>(sql`
    select customer_id as "customerId", field, value, method, verified_at as "verifiedAt", verified_by as "verifiedBy"
    from fact_verification where customer_id = any(${customerIds})`)
  return grouped(customerIds, rows, row => row.customerId)
}

/** Enters a verification in place of an earlier one of the same value. */
export async function saveVerification(tx: Transaction, verification: Verification): Promise<void> {
  const { customerId, field, value, method, verifiedAt, verifiedBy } = verification
  await tx.rows(sql`
    insert into fact_verification (customer_id, field, value, method, verified_at, verified_by)
    values (${customerId}, ${field}, ${value}, ${method}, ${verifiedAt}, ${verifiedBy})
    on conflict (customer_id, field, value) do update
    set method = excluded.method, verified_at = excluded.verified_at, verified_by = excluded.verified_by`)
}
