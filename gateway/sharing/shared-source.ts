import type { Source } from '../execution/source.ts'
import { createInFlight } from './in-flight.ts'

/**
 * A source that answers equal reads of one principal together. They go on when one who waits for them leaves, and
 * nobody joins a read that was begun before a change of the same subgraph was done.
 */
export function sharedSource(source: Source): Source {
  const texts = createInFlight<string>()
  return {
    ...source,
    async ask(request, caller) {
      if (!request.reads) return source.ask(request, caller).finally(() => texts.forget())
      const { principal } = caller
      const key = JSON.stringify([principal, request.head, request.variables])
      // Each parses the text for himself: a run adds to the objects that it was given.
      return JSON.parse(await texts.of(key, async () => JSON.stringify(await source.ask(request, { principal }))))
    },
  }
}
