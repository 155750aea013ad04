import { defineSubgraph } from '#platform/subgraph.ts'

export const marketing = defineSubgraph({
  name: 'marketing',
  folder: import.meta.dirname,
  resolvers: [],
})
