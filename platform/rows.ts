/** Rows by their key, as reads of many keys return them. */
export function keyed<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): ReadonlyMap<Key, Row> {
  return new Map(rows.map(row => [keyOf(row), row]))
}

/** Rows grouped under each key, in their order; a key without rows has an empty list. */
export function grouped<Row, Key>(
  keys: readonly Key[],
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): ReadonlyMap<Key, Row[]> {
  const groups = new Map<Key, Row[]>(keys.map(key => [key, []]))
  for (const row of rows) groups.get(keyOf(row))?.push(row)
  return groups
}

/** A row that another row or an outcome names, so that it must be there. */
export async function existing<Row>(row: Promise<Row | null>): Promise<Row> {
  const found = await row
  if (found === null) throw new Error('a row is gone that another one names')
  return found
}
