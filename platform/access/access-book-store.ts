import sql from 'sql-template-tag'
import type { Database } from '../database.ts'
import { hashOfOpening, type AccessEntry, type BookEnd } from './access-entry.ts'

interface Opening {
  readonly subgraph: string
  readonly now: Date
  readonly sign: (hash: string) => string
}

/** Opens the next book, which tells how far the ones before it have come. */
export function openBook(db: Database, { subgraph, now, sign }: Opening): Promise<BookEnd> {
  return db.transaction(async tx => {
    await tx.rows(sql`select pg_advisory_xact_lock(hashtext('autograph_access_book'))`)
    const ends = await tx.rows<BookEnd>(sql`
      select book.number as book, newest.place, newest.hash
      from platform.access_book as book
      join lateral (
        select place, hash from platform.access_entry where book = book.number order by place desc limit 1
      ) as newest on true
      where not exists (
        select from platform.access_book as later
        where later.ends @> jsonb_build_array(jsonb_build_object('book', book.number, 'place', newest.place)))
      order by book.number`)
    const last = await tx.row<{ number: number }>(sql`select max(number) as number from platform.access_book`)
    const opening = { number: (last?.number ?? 0) + 1, subgraph, openedAt: now, ends }
    const hash = hashOfOpening(opening)
    await tx.rows(sql`
      insert into platform.access_book (number, subgraph, opened_at, ends, hash, seal)
      values (${opening.number}, ${subgraph}, ${now}, ${JSON.stringify(ends)}::jsonb, ${hash}, ${sign(hash)})`)
    return { book: opening.number, place: 0, hash }
  })
}

/** Writes entries into a book, in one statement. */
export async function insertEntries(db: Database, book: number, entries: readonly AccessEntry[]): Promise<void> {
  await db.rows(sql`
    insert into platform.access_entry (book, place, id, at, reader, role, dealer_id, operation, customer_id, subject,
      fields, classes, reason, reason_salt, reason_hash, hash, seal)
    select ${book}, place, id, at, reader, role, "dealerId", operation, "customerId", subject,
      array(select jsonb_array_elements_text(fields)), array(select jsonb_array_elements_text(classes)),
      reason, "reasonSalt", "reasonHash", hash, seal
    from json_to_recordset(${JSON.stringify(entries)}::json) as entry (place int, id text, at timestamptz,
      reader text, role text, "dealerId" text, operation text, "customerId" text, subject text, fields jsonb,
      classes jsonb, reason text, "reasonSalt" text, "reasonHash" text, hash text, seal text)`)
}
