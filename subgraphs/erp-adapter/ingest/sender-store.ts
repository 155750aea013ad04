import sql, { type Sql } from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'

/** The secrets that a sender may sign with now; none for a sender that is not known, or not active. */
export async function secretsOf(db: Queries, sender: string): Promise<readonly string[]> {
  const row = await db.row<{ secrets: readonly string[] }>(
    sql`select secrets from ingest_sender where name = ${sender} and active`,
  )
  return row?.secrets ?? []
}

/** Makes a sender with his first secret; false when there is one of this name already. */
export const addSender = (db: Queries, name: string, secret: string): Promise<boolean> =>
  isDone(db, sql`insert into ingest_sender (name, secrets) values (${name}, array[${secret}]) on conflict do nothing`)

/** Gives a sender one more secret, beside which the older ones stay good; false when he is not known. */
export const addSecret = (db: Queries, name: string, secret: string): Promise<boolean> =>
  isDone(db, sql`update ingest_sender set secrets = array_append(secrets, ${secret}) where name = ${name}`)

/** Leaves a sender his newest secret alone; false when he is not known. */
export const dropOldSecrets = (db: Queries, name: string): Promise<boolean> =>
  isDone(db, sql`update ingest_sender set secrets = secrets[cardinality(secrets):] where name = ${name}`)

/** Removes a sender, who can push no more; false when he is not known. */
export const removeSender = (db: Queries, name: string): Promise<boolean> =>
  isDone(db, sql`delete from ingest_sender where name = ${name}`)

/** Who may push, without what he signs with. */
export interface ListedSender {
  readonly name: string
  /** How many secrets are good. */
  readonly secrets: number
  readonly active: boolean
}

export const listSenders = (db: Queries): Promise<ListedSender[]> =>
  db.rows<ListedSender>(sql`select name, cardinality(secrets) as secrets, active from ingest_sender order by name`)

const isDone = async (db: Queries, change: Sql): Promise<boolean> =>
  (await db.row(sql`${change} returning true as done`)) !== undefined
