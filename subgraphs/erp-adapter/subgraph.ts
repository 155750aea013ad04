import { defineSubgraph } from '#platform/subgraph.ts'

export const erpAdapter = defineSubgraph({
  name: 'erp-adapter',
  folder: import.meta.dirname,
  resolvers: [],
})
