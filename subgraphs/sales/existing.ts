/** A row that an outcome names, which was read or written in the same call. */
export async function existing<Row>(row: Promise<Row | null>): Promise<Row> {
  const found = await row
  if (found === null) throw new Error('an outcome names a row that is not there')
  return found
}
