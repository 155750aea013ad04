import { hash } from 'node:crypto'
import type { PiiClass } from '../privacy/pii-class.ts'

/** That somebody was shown something of a person whole. */
export interface Access {
  readonly id: string
  readonly at: Date
  readonly reader: string
  readonly role: string
  readonly dealerId: string | null
  /** The name of the client's operation; null when it has none. */
  readonly operation: string | null
  readonly customerId: string | null
  /** What told of somebody of whom it isn't known who he is. */
  readonly subject: string | null
  readonly fields: readonly string[]
  readonly classes: readonly PiiClass[]
  readonly reason: string | null
}

/** An access as it stands in a book. */
export interface AccessEntry extends Access {
  readonly place: number
  readonly reasonSalt: string | null
  readonly reasonHash: string | null
  readonly hash: string
  readonly seal: string | null
}

/** How far a book has come. */
export interface BookEnd {
  readonly book: number
  readonly place: number
  readonly hash: string
}

/** How far a book was purged. */
export interface BookCut extends BookEnd {
  /** Every entry that went is older. */
  readonly before: Date
}

/** What the first page of a book says. */
export interface BookOpening {
  readonly number: number
  readonly subgraph: string
  readonly openedAt: Date
  /** How far the books before it had come. */
  readonly ends: readonly BookEnd[]
}

const sha256 = (parts: readonly unknown[]): string => hash('sha256', JSON.stringify(parts), 'hex')

/** The hash with which the chain of a book begins. */
export const hashOfOpening = ({ number, subgraph, openedAt, ends }: BookOpening): string =>
  sha256([number, subgraph, openedAt, ends.map(({ book, place, hash: end }) => [book, place, end])])

export const hashOfCut = ({ book, place, hash: end, before }: BookCut): string => sha256([book, place, end, before])

/** The hash of an entry that follows another one in its book. */
export function hashOfEntry(entry: Omit<AccessEntry, 'hash' | 'seal'>, before: BookEnd): string {
  const { place, id, at, reader, role, dealerId, operation } = entry
  const { customerId, subject, fields, classes, reasonHash } = entry
  const who = [place, id, at, reader, role, dealerId, operation]
  return sha256([before.hash, before.book, who, [customerId, subject, fields, classes, reasonHash]])
}

/** The hash of a reason, which tells nothing of it without the salt. */
export const hashOfReason = (reason: string, salt: string): string => sha256([salt, reason])
