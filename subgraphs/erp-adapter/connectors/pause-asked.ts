/** Longer than this no ERP keeps us away, in milliseconds. */
const longest = 3_600_000

/** For how long a `Retry-After`, in seconds or as a date, asks not to be called, in milliseconds; 0 when it says nothing. */
export function pauseAsked(headers: Headers, now: Date): number {
  const asked = headers.get('retry-after') ?? ''
  const pause = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - now.getTime()
  return Number.isNaN(pause) ? 0 : Math.min(Math.max(pause, 0), longest)
}
