import sql from 'sql-template-tag'
import type { Database } from '../database.ts'
import type { Seals } from '../privacy/seal.ts'
import { hashOfCut, type BookEnd } from './access-entry.ts'

export interface PurgeOptions {
  readonly seals: Seals
  /** Entries from this moment on stay, and what is written after them. */
  readonly before: Date
}

/**
 * Takes the entries away that are older than a moment, and gives their number. Each book is cut behind a signed entry,
 * whose hash stays, signed with the moment, so that the rest of the chain can be verified as before. The database must
 * be its owner's.
 */
export async function purgeBooks(db: Database, { seals, before }: PurgeOptions): Promise<number> {
  const ends = await db.rows<BookEnd>(sql`
    select book.number as book, cut.place, cut.hash
    from platform.access_book as book
    cross join lateral (
      select place, hash from platform.access_entry as entry
      where book = book.number and seal is not null and not exists (
        select from platform.access_entry as younger
        where younger.book = book.number and younger.place <= entry.place and younger.at >= ${before})
      order by place desc limit 1
    ) as cut
    order by book.number`)
  let gone = 0
  for (const { book, place, hash } of ends)
    gone += await db.transaction(async tx => {
      const seal = seals.sign(hashOfCut({ book, place, hash, before }))
      await tx.rows(sql`
        insert into platform.access_cut (book, place, hash, before, seal)
        values (${book}, ${place}, ${hash}, ${before}, ${seal})
        on conflict (book) do update
        set place = excluded.place, hash = excluded.hash, before = excluded.before, seal = excluded.seal`)
      const taken = await tx.row<{ entries: number }>(sql`
        with taken as (delete from platform.access_entry where book = ${book} and place <= ${place} returning place)
        select count(*) as entries from taken`)
      return taken?.entries ?? 0
    })
  return gone
}
