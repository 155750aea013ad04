import { join } from 'node:path'
import type { Member } from '../gateway/supergraph/compose.ts'
import { registry } from '../subgraphs/registry.ts'

/** The composed graph, committed beside the gateway. */
export const supergraphFile = join(import.meta.dirname, '../gateway/supergraph.graphql')

/** The operations that are registered, by their ids. */
export const documentFile = join(import.meta.dirname, '../gateway/documents.json')

/** Our subgraphs, each at the port of its own process on this machine. */
export const members: readonly Member[] = registry.map(({ subgraph, port }) => ({
  subgraph,
  url: `http://127.0.0.1:${port}/graphql`,
}))
