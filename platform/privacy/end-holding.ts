import sql, { empty, raw, type Sql } from 'sql-template-tag'
import type { Transaction } from '../database.ts'
import type { Holding } from './holding.ts'
import { legalBases } from './legal-basis.ts'
import type { Person } from './person.ts'

/** What was done, and until when it stays when it has to. */
interface Ended {
  readonly rows: number
  readonly until: string | null
}

/** Does with a person's rows of one table what is to be done when he is forgotten; again changes nothing more. */
export async function endHolding(tx: Transaction, holding: Holding, person: Person): Promise<Ended> {
  const until =
    holding.end.outcome === 'RESTRICTED'
      ? sql`(max(${raw(holding.end.from)}) + make_interval(years => ${legalBases[holding.end.basis].years}::int))::date`
      : sql`null::date`
  const ended = await tx.row<Ended>(sql`
    with ended as (${changing(holding, person)})
    select count(*)::int as rows, ${until} as until from ended`)
  return ended ?? { rows: 0, until: null }
}

function changing({ table, of, end }: Holding, person: Person): Sql {
  const name = raw(table)
  if (end.outcome === 'ERASED') return sql`delete from ${name} where ${of(person)} returning 1`
  const set = end.outcome === 'ANONYMISED' ? end.set(person) : (end.set ?? empty)
  if (set === empty) return sql`select * from ${name} where ${of(person)}`
  return sql`update ${name} set ${set} where ${of(person)} returning *`
}
