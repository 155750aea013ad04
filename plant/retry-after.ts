/** The longest wait that is heeded, in milliseconds. */
const longest = 600_000

/** How long a `Retry-After` asks to wait, in milliseconds, ten minutes at the most; null when it says nothing. */
export function retryAfter(header: string | null, now: number): number | null {
  if (header === null) return null
  const wait = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), longest)
}
