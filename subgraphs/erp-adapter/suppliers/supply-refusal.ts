import pg from 'pg'

// SQLSTATE classes of what a caller said that can't be kept.
const refusals: Readonly<Record<string, string>> = {
  '23503': 'names what is not known',
  '23514': 'has a value that can’t be',
  '23505': 'names one thing twice',
  '21000': 'names one thing twice',
}

const tables: Readonly<Record<string, string>> = {
  supplier: 'A supplier',
  part: 'A part',
  part_supply: 'A supply',
  bill_line: 'A line of a bill',
  open_purchase: 'A purchase',
}

/** Why the database does not keep what a caller said; what is no refusal is thrown on. */
export function refusalOf(error: unknown): string {
  const code = error instanceof pg.DatabaseError ? error.code : undefined
  const why = code === undefined ? undefined : refusals[code]
  if (!(error instanceof pg.DatabaseError) || why === undefined) throw error
  const detail = error.detail?.match(/\((.*?)\)=\((.*?)\)/)
  return `${tables[error.table ?? ''] ?? 'Something'} ${why}${detail == null ? '' : `: ${detail[2]}`}.`
}
