import sql, { type Sql } from 'sql-template-tag'
import type { Holding } from '#platform/privacy/holding.ts'
import type { Person } from '#platform/privacy/person.ts'

// The longest first: a name can be the beginning of another.
const words = ({ contacts, names }: Person): readonly string[] =>
  [...contacts, ...names].toSorted((one, other) => other.length - one.length)

/** Texts of plants that name a person by mistake: the words go, and the text stays. */
const namedIn = (table: string, column: Sql): Holding => ({
  table,
  shows: [],
  isGiven: false,
  of: person => sql`exists (select from unnest(${words(person)}::text[]) as word where strpos(${column}, word) > 0)`,
  end: {
    outcome: 'ANONYMISED',
    set: person =>
      sql`${column} = ${words(person).reduce((text, word) => sql`replace(${text}, ${word}, '***')`, column)}`,
  },
})

/** Where something of a person can have come among what plants tell. */
export const erpHoldings: readonly Holding[] = [
  namedIn('kept_apart_event', sql`content`),
  namedIn('production_alarm', sql`note`),
  namedIn('material_answer', sql`note`),
]
