import { randomUUID } from 'node:crypto'
import type { Database } from '../database.ts'
import type { Seals } from '../privacy/seal.ts'
import { insertEntries, openBook } from './access-book-store.ts'
import { hashOfEntry, hashOfReason, type Access, type AccessEntry, type BookEnd } from './access-entry.ts'

export interface AccessBookOptions {
  readonly subgraph: string
  readonly seals: Seals
}

/** Where a process of a subgraph writes down who was shown what of whom. */
export interface AccessBook {
  /** Resolves when the accesses are kept; those of all who ask at the same time are written together. */
  write(accesses: readonly Access[]): Promise<void>
}

/**
 * Writes a book: each entry has the hash of the one before it, and the last of those that are written together is
 * signed. After a failure, of which it isn't known whether it was written, another book is begun.
 */
export function accessBook(db: Database, { subgraph, seals }: AccessBookOptions): AccessBook {
  let waiting: Access[] = []
  let next: Promise<void> | undefined
  let writing: Promise<unknown> = Promise.resolve()
  let end: BookEnd | undefined

  async function writeWaiting(): Promise<void> {
    const accesses = waiting
    waiting = []
    next = undefined
    const begin = end ?? (await openBook(db, { subgraph, now: new Date(), sign: text => seals.sign(text) }))
    end = undefined
    const { entries, last } = chained(accesses, begin, seals)
    await insertEntries(db, begin.book, entries)
    end = last
  }

  return {
    write(accesses) {
      waiting.push(...accesses)
      if (next === undefined) {
        next = writing.then(writeWaiting)
        writing = next.catch(() => {})
      }
      return next
    },
  }
}

function chained(
  accesses: readonly Access[],
  begin: BookEnd,
  seals: Seals,
): { readonly entries: readonly AccessEntry[]; readonly last: BookEnd } {
  let last = begin
  const entries = accesses.map((access, index): AccessEntry => {
    const reasonSalt = access.reason === null ? null : randomUUID()
    const reasonHash = access.reason === null ? null : hashOfReason(access.reason, reasonSalt ?? '')
    const entry = { ...access, place: last.place + 1, reasonSalt, reasonHash }
    const hash = hashOfEntry(entry, last)
    last = { book: begin.book, place: entry.place, hash }
    return { ...entry, hash, seal: index === accesses.length - 1 ? seals.sign(hash) : null }
  })
  return { entries, last }
}
