/** The longest time for one piece of work, which also ends when whoever asked for it has left. */
export interface Deadline {
  readonly signal: AbortSignal
  /** Why the work was ended, undefined while it goes on. */
  readonly over: () => 'late' | 'left' | undefined
  /** Frees what the deadline holds, once the work is done. */
  clear(): void
}

/** Begins a deadline of some milliseconds; `left` is the signal of those who asked, if they can leave. */
export function startDeadline(milliseconds: number, left: AbortSignal | undefined): Deadline {
  const controller = new AbortController()
  let over: 'late' | 'left' | undefined
  const end = (why: 'late' | 'left') => (): void => {
    over ??= why
    controller.abort()
  }
  const timer = setTimeout(end('late'), milliseconds)
  const onLeft = end('left')
  if (left?.aborted === true) onLeft()
  else left?.addEventListener('abort', onLeft, { once: true })
  return {
    signal: controller.signal,
    over: () => over,
    clear() {
      clearTimeout(timer)
      left?.removeEventListener('abort', onLeft)
    },
  }
}
