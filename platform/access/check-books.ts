import sql from 'sql-template-tag'
import type { Queries } from '../database.ts'
import type { Seals } from '../privacy/seal.ts'
import {
  hashOfCut,
  hashOfEntry,
  hashOfOpening,
  hashOfReason,
  type AccessEntry,
  type BookCut,
  type BookEnd,
  type BookOpening,
} from './access-entry.ts'

/** Something in the books that isn't as it was written; place 0 is the opening of a book. */
export interface BookFlaw {
  readonly book: number
  readonly place: number
  readonly what: string
}

export interface BooksChecked {
  readonly books: number
  /** Those that are there, without those that were purged. */
  readonly entries: number
  readonly flaws: readonly BookFlaw[]
  /** How far each book has come. */
  readonly ends: readonly BookEnd[]
}

interface KeptOpening extends BookOpening {
  readonly hash: string
  readonly seal: string
}

interface KeptCut extends BookCut {
  readonly seal: string
}

/**
 * Reads all books and says what isn't as it was written. Whatever was taken from the end of a book is found by what a
 * later one says of it, or by the ends that somebody kept elsewhere.
 */
export async function checkBooks(db: Queries, seals: Seals, kept: readonly BookEnd[] = []): Promise<BooksChecked> {
  const openings = await db.rows<KeptOpening>(sql`
    select number, subgraph, opened_at as "openedAt", ends, hash, seal from platform.access_book order by number`)
  const cuts = await db.rows<KeptCut>(sql`select book, place, hash, before, seal from platform.access_cut`)
  const flaws: BookFlaw[] = []
  const said = [...openings.flatMap(({ ends }) => ends), ...kept]
  const ends: BookEnd[] = []
  let entries = 0
  for (const [index, opening] of openings.entries()) {
    const { number: book } = opening
    const note = (place: number, what: string): void => void flaws.push({ book, place, what })
    if (book !== (openings[index - 1]?.number ?? 0) + 1) note(0, 'the book before it is missing')
    if (hashOfOpening(opening) !== opening.hash) note(0, 'its opening was changed')
    if (!seals.signed(opening.hash, opening.seal)) note(0, 'its opening is not signed by us')
    const places = new Map<number, string>(
      said.filter(end => end.book === book).map(({ place, hash }) => [place, hash]),
    )
    const cut = cuts.find(each => each.book === book)
    if (cut !== undefined && !seals.signed(hashOfCut(cut), cut.seal)) note(cut.place, 'its purge is not signed by us')
    const begin = cut ?? { book, place: 0, hash: opening.hash }
    const { end, read } = await checkEntries(db, { begin, seals, places, note })
    for (const place of places.keys()) if (place > end.place) note(place, 'it was here, and is missing')
    ends.push(end)
    entries += read
  }
  const missing = said.filter(({ book }) => !openings.some(({ number }) => number === book))
  for (const { book, place } of missing) flaws.push({ book, place, what: 'the book is missing' })
  return { books: openings.length, entries, flaws, ends }
}

interface OneBook {
  /** What the first entry follows that is there. */
  readonly begin: BookEnd
  readonly seals: Seals
  /** Hashes that were said of places in it. */
  readonly places: ReadonlyMap<number, string>
  readonly note: (place: number, what: string) => void
}

async function checkEntries(
  db: Queries,
  { begin, seals, places, note }: OneBook,
): Promise<{ readonly end: BookEnd; readonly read: number }> {
  let end: BookEnd = { book: begin.book, place: begin.place, hash: begin.hash }
  let read = 0
  let isSealed = true
  if ((places.get(begin.place) ?? begin.hash) !== begin.hash) note(begin.place, 'it is another one than was here')
  for (;;) {
    const entries = await entriesAfter(db, end)
    for (const entry of entries) {
      const { place, hash, seal, reason, reasonSalt, reasonHash } = entry
      if (place !== end.place + 1) note(end.place + 1, 'it is missing')
      else if (hashOfEntry(entry, end) !== hash) note(place, 'it was changed')
      if (reason !== null && hashOfReason(reason, reasonSalt ?? '') !== reasonHash)
        note(place, 'its reason was changed')
      if (seal !== null && !seals.signed(hash, seal)) note(place, 'it is not signed by us')
      if ((places.get(place) ?? hash) !== hash) note(place, 'it is another one than was here')
      isSealed = seal !== null
      end = { book: end.book, place, hash }
    }
    read += entries.length
    if (entries.length === 0) break
  }
  if (!isSealed) note(end.place + 1, 'it is missing')
  return { end, read }
}

const entriesAfter = (db: Queries, { book, place }: BookEnd): Promise<AccessEntry[]> =>
  db.rows<AccessEntry>(sql`
    select place, id, at, reader, role, dealer_id as "dealerId", operation, customer_id as "customerId", subject,
      fields, classes, reason, reason_salt as "reasonSalt", reason_hash as "reasonHash", hash, seal
    from platform.access_entry where book = ${book} and place > ${place} order by place limit 5000`)
