import { composeServices } from '@apollo/composition'
import { StartRefused } from '#platform/start-refused.ts'
import type { Subgraph } from '#platform/subgraph.ts'

/** A subgraph and the address that the supergraph gives it. */
export interface Member {
  readonly subgraph: Pick<Subgraph, 'name' | 'typeDefs'>
  readonly url: string
}

/** Subgraphs whose contracts contradict each other; the message lists every contradiction. */
export class CompositionFailed extends StartRefused {}

/** Joins the contracts of the subgraphs into the text of one supergraph. */
export function compose(members: readonly Member[]): string {
  const result = composeServices(
    members.map(({ subgraph, url }) => ({ name: subgraph.name, url, typeDefs: subgraph.typeDefs() })),
  )
  if (result.supergraphSdl !== undefined) return `${result.supergraphSdl.trim()}\n`
  throw new CompositionFailed(result.errors?.map(error => error.message).join('\n') ?? 'no supergraph was made')
}
