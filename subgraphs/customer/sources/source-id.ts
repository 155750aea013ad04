import { Fault } from '#platform/errors.ts'
import { spoken } from '../input/text.ts'

/** An id of a customer in another system. */
export interface SourceId {
  readonly source: string
  readonly externalId: string
}

const longest = 200

/** Reads an id of another system; case is kept, since systems differ in what it means. */
export function readSourceId(given: SourceId): SourceId {
  return { source: bounded('source', given.source), externalId: bounded('externalId', given.externalId) }
}

function bounded(field: keyof SourceId, text: string): string {
  const said = spoken(field, text)
  if (said.length > longest)
    throw new Fault('BAD_USER_INPUT', `${field} has ${said.length} characters; it can have ${longest}.`)
  return said
}
