/** A row that a foreign key or an outcome promises. */
export async function existing<Row>(row: Promise<Row | null>): Promise<Row> {
  const found = await row
  if (found === null) throw new Error('a row is gone that another one refers to')
  return found
}
