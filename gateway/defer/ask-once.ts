import type { Run, SubgraphAnswer } from '../execution/run.ts'

/** Asks a subgraph the same only once, for the runs that make up one answer; each gets a copy of its own. */
export function askOnce(ask: Run['ask']): Run['ask'] {
  const asked = new Map<string, Promise<SubgraphAnswer>>()
  return async (subgraph, request) => {
    const key = `${subgraph} ${request.head}${request.variables}`
    const known = asked.get(key)
    const answer = known ?? ask(subgraph, request)
    if (known === undefined) asked.set(key, answer)
    return structuredClone(await answer)
  }
}
