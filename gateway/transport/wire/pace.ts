/** An answer that takes longer is not worth to be waited for by others, in milliseconds. */
const patience = 25
/** For how long one such answer is remembered, in milliseconds. */
const memory = 250

/** How fast a subgraph answers; moments are those of `performance.now()`. */
export interface Pace {
  /** Whether no answer took long just now, nor does that to what was asked at a moment, if it is not `Infinity`. */
  isFast(oldest: number): boolean
  /** Takes note of an answer to what was asked at a moment. */
  took(since: number): void
}

export function createPace(): Pace {
  let slow = -Infinity

  function look(since: number, now: number): void {
    if (now - since > patience) slow = now
  }

  return {
    isFast(oldest) {
      const now = performance.now()
      look(oldest, now)
      return now - slow > memory
    },
    took: since => look(since, performance.now()),
  }
}
