import type { OperationText, Prepared } from './prepared.ts'

export interface ProgramsOptions {
  /** Operations kept at the most; the one not used for the longest time goes first. @default 2000 */
  readonly size?: number
}

/** Prepared operations by their text and name, each made once, also when many ask for it at once. */
export interface Programs {
  of(operation: OperationText): Promise<Prepared>
}

export function createPrograms(
  make: (operation: OperationText) => Promise<Prepared>,
  { size = 2000 }: ProgramsOptions = {},
): Programs {
  const kept = new Map<string, Promise<Prepared>>()
  return {
    of(operation) {
      const key = operation.operationName === null ? operation.text : `${operation.operationName}\n${operation.text}`
      const known = kept.get(key)
      if (known !== undefined) {
        kept.delete(key)
        kept.set(key, known)
        return known
      }
      const making = make(operation)
      kept.set(key, making)
      // What can't be prepared is not kept: a list of refusals would push the good ones out.
      making.catch(() => kept.delete(key))
      const [oldest] = kept.keys()
      if (kept.size > size && oldest !== undefined) kept.delete(oldest)
      return making
    },
  }
}
