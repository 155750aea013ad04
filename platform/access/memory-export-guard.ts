import { LRUCache } from 'lru-cache'
import type { ExportGuard, ExportLimit } from './export-guard.ts'

export interface MemoryExportGuardOptions {
  readonly limit: ExportLimit
  /** Callers that are remembered; those who were counted last stay. @default 10000 */
  readonly callers?: number
  /** Milliseconds of a clock that never runs backwards. @default performance.now */
  readonly clock?: () => number
}

/** Counts in the memory of one process. */
export function memoryExportGuard({
  limit: { persons, seconds },
  callers: most = 10_000,
  clock = () => performance.now(),
}: MemoryExportGuardOptions): ExportGuard {
  /** When each person was shown last, the one that was shown the longest time ago first. */
  const shown = new LRUCache<string, Map<string, number>>({ max: most })
  return {
    count(caller, people) {
      const now = clock()
      const before = shown.get(caller) ?? new Map<string, number>()
      for (const [person, at] of before) {
        if (at > now - seconds * 1000) break
        before.delete(person)
      }
      const added = people.filter(person => !before.has(person)).length
      if (added > 0 && before.size + added > persons) return false
      for (const person of people) {
        before.delete(person)
        before.set(person, now)
      }
      shown.set(caller, before)
      return true
    },
    stop: async () => {},
  }
}
