import { parse } from 'graphql'
import { Fault } from '#platform/errors.ts'
import type { Lookup } from '../supergraph/lookups.ts'
import { answerOutage } from './outage.ts'
import type { Source } from './source.ts'

/** A source whose subgraph may be away: its part of the answer is then null with errors, the rest stays whole. */
export function survivingSource(source: Source, lookups: ReadonlyMap<string, Lookup>): Source {
  return {
    async process(options) {
      try {
        return await source.process(options)
      } catch (error) {
        if (!(error instanceof Fault)) throw error
        const { request } = options
        const { data, errors } = answerOutage({
          document: parse(request.query ?? ''),
          variables: request.variables ?? {},
          fault: error,
          lookups,
        })
        return { data, errors: [...errors] }
      }
    },
  }
}
