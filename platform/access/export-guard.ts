/** How many people a caller may be shown something of whole, and in what time. */
export interface ExportLimit {
  readonly persons: number
  readonly seconds: number
}

/** Counts the people that each caller is shown, each person once in the time of the limit. */
export interface ExportGuard {
  /** Counts people for a caller, unless there are too many of them with those whom he was shown before: then false. */
  count(caller: string, people: readonly string[]): boolean | Promise<boolean>
  stop(): Promise<void>
}
