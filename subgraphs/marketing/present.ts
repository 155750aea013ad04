/** What a foreign key of the database promises to be there. */
export function present<Row>(row: Row | null): Row {
  if (row === null) throw new Error('a row that a foreign key points to is missing')
  return row
}
