import type { z } from 'zod'
import { pointerTo } from './json-pointer.ts'

/** Something wrong in what was sent, and where: a path of names and places in lists. */
export interface Flaw {
  readonly path: readonly (string | number)[]
  readonly message: string
}

/** A flaw as a sender reads it. */
export interface PointedFlaw {
  /** A JSON pointer (RFC 6901) into what was sent. */
  readonly pointer: string
  readonly detail: string
}

export const flawsOf = (error: z.ZodError): readonly Flaw[] =>
  error.issues.map(({ path, message }) => ({
    path: path.map(step => (typeof step === 'symbol' ? String(step) : step)),
    message,
  }))

/** Says where a flaw is in what stands at a JSON pointer, in words that a database can keep. */
export function flawAt(place: string, { path, message }: Flaw): PointedFlaw {
  return { pointer: keepable(place + pointerTo(path)), detail: keepable(message) }
}

const keepable = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD').slice(0, 1000)
