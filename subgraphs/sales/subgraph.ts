import { defineSubgraph } from '#platform/subgraph.ts'

export const sales = defineSubgraph({
  name: 'sales',
  folder: import.meta.dirname,
  resolvers: [],
})
