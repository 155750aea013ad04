import sql from 'sql-template-tag'
import type { Queries, Transaction } from '#platform/database.ts'
import { keyed } from '#platform/rows.ts'

/** On whose account a car charges. */
export interface Account {
  readonly vin: string
  readonly customerId: string
  readonly since: Date
}

export async function findAccounts(db: Queries, vins: readonly string[]): Promise<ReadonlyMap<string, Account>> {
  const rows = await db.rows<Account>(sql`
    select vin, customer_id as "customerId", since from charging_account where vin = any(${vins})`)
  return keyed(rows, row => row.vin)
}

/** Gives a car's account to a customer, unless a later buyer has it already. */
export async function openAccount(tx: Transaction, { vin, customerId, since }: Account): Promise<void> {
  await tx.rows(sql`
    insert into charging_account (vin, customer_id, since) values (${vin}, ${customerId}, ${since})
    on conflict (vin) do update set customer_id = excluded.customer_id, since = excluded.since
    where charging_account.since < excluded.since`)
}
