const textType = 25

/**
 * Texts as a `text[]` in PostgreSQL's binary form, for a parameter of a statement: of many long texts it costs the
 * sender and the server least. A null stays null.
 */
export function textArray(texts: readonly (string | null)[]): Buffer {
  const sizes = texts.map(text => (text === null ? 0 : Buffer.byteLength(text)))
  const array = Buffer.allocUnsafe(20 + sizes.reduce((sum, size) => sum + 4 + size, 0))
  // One dimension, whether there are nulls, the type, so many, counted from one.
  for (const [at, value] of [1, Number(texts.includes(null)), textType, texts.length, 1].entries())
    array.writeInt32BE(value, at * 4)
  let at = 20
  for (const [nth, text] of texts.entries()) {
    at = array.writeInt32BE(text === null ? -1 : (sizes[nth] ?? 0), at)
    if (text !== null) at += array.write(text, at)
  }
  return array
}
