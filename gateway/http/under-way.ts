/** Counts work that is under way. */
export interface UnderWay {
  count<Result>(work: Promise<Result>): Promise<Result>
  /** Resolves when none is left. */
  over(): Promise<void>
}

export function createUnderWay(): UnderWay {
  let count = 0
  let waiting: PromiseWithResolvers<void> | undefined
  return {
    async count(work) {
      count++
      try {
        return await work
      } finally {
        if (--count === 0) waiting?.resolve()
      }
    },
    async over() {
      if (count === 0) return
      waiting ??= Promise.withResolvers()
      await waiting.promise
    },
  }
}
