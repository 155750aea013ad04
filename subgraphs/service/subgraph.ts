import { defineSubgraph } from '#platform/subgraph.ts'

export const service = defineSubgraph({
  name: 'service',
  folder: import.meta.dirname,
  resolvers: [],
})
