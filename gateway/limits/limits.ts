/** What an operation may cost before any subgraph is asked. */
export interface Limits {
  /** Characters of its text. @default 100000 */
  readonly characters: number
  /** Words and signs of its text. @default 5000 */
  readonly tokens: number
  /** Brackets inside each other, of selections, values and types. @default 64 */
  readonly depth: number
  /** Fields under another name than their own, fragments spread. @default 500 */
  readonly aliases: number
  /** Fields of the root, fragments spread. @default 100 */
  readonly rootFields: number
  /** Fragments of the document. @default 200 */
  readonly fragments: number
  /** All fields, fragments spread. @default 5000 */
  readonly fields: number
  /** Pairs of fields and fragments that have to be compared because they answer under one name. @default 25000 */
  readonly pairs: number
}

export const defaultLimits: Limits = {
  characters: 100_000,
  tokens: 5000,
  depth: 64,
  aliases: 500,
  rootFields: 100,
  fragments: 200,
  fields: 5000,
  pairs: 25_000,
}
