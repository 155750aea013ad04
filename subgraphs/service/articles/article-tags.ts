import { Fault } from '#platform/errors.ts'
import { textOf } from '../checked-input.ts'

/** Tags in lower case, each once; at most 20. */
export function tagsFrom(input: readonly string[]): string[] {
  const tags = [...new Set(input.map(tag => textOf('tags', tag, 50).toLowerCase()))]
  if (tags.length > 20) throw new Fault('BAD_USER_INPUT', `tags are ${tags.length}; at most 20 are allowed.`)
  return tags
}
