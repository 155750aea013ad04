/** Different texts that are kept at the most. */
const most = 10_000

/** Characters of a text that is kept, at the most: a sender must not fill the memory of the process. */
const longest = 200

/**
 * A reading of texts that come again and again: each is read once, and what it reads as is the same text each time, so
 * that it is kept once whatever the number of events that say it.
 */
export function recurring(read: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>()
  return text => {
    const before = known.get(text)
    if (before !== undefined) return before
    const now = read(text)
    if (text.length > longest) return now
    if (known.size === most) known.clear()
    known.set(text, now)
    return now
  }
}
