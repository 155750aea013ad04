import { randomUUIDv7 } from 'node:crypto'

/** A new identifier that sorts by the time of its making, such as `case-0192…`. */
export function newId(kind: string): string {
  return `${kind}-${randomUUIDv7()}`
}
