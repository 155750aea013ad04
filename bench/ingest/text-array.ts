const textType = 25

/** A text[] in PostgreSQL's binary form, which costs the sender and the server least. */
export function textArray(texts: readonly string[]): Buffer {
  const sizes = texts.map(text => Buffer.byteLength(text))
  const array = Buffer.allocUnsafe(20 + sizes.reduce((sum, size) => sum + 4 + size, 0))
  // One dimension, no nulls, the type, so many, counted from one.
  for (const [at, value] of [1, 0, textType, texts.length, 1].entries()) array.writeInt32BE(value, at * 4)
  let at = 20
  for (const [nth, text] of texts.entries()) {
    at = array.writeInt32BE(sizes[nth] ?? 0, at)
    at += array.write(text, at)
  }
  return array
}
