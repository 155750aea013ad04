import { Fault } from '#platform/errors.ts'
import { streamOf, type Stream } from '#platform/stream.ts'

// The longest pause that a timer can make, 24 days: a stream that is older may well begin anew.
const longest = 2 ** 31 - 1

/** A stream that ends at a moment, in milliseconds since 1970, with the fault that its reader isn't known any longer. */
export function until<Value>(moment: number | undefined, source: Stream<Value>): Stream<Value> {
  if (moment === undefined) return source
  let over = false
  const timer = setTimeout(
    () => {
      over = true
      void source.return(undefined)
    },
    Math.min(Math.max(0, moment - Date.now()), longest),
  )
  const end = async (): Promise<IteratorResult<Value, undefined>> => {
    clearTimeout(timer)
    return source.return(undefined)
  }
  return streamOf({
    end,
    async next() {
      const step = await source.next()
      if (over) throw new Fault('UNAUTHENTICATED', 'The token has ended: go on with a new one.')
      if (step.done === true) clearTimeout(timer)
      return step
    },
  })
}
