import type { Subgraph } from '#platform/subgraph.ts'
import { customer } from './customer/subgraph.ts'
import { erpAdapter } from './erp-adapter/subgraph.ts'
import { marketing } from './marketing/subgraph.ts'
import { sales } from './sales/subgraph.ts'
import { service } from './service/subgraph.ts'

/** Every subgraph of the graph: an integrator adds a line here. The port is that of a process of its own. */
export const registry: readonly { readonly subgraph: Subgraph; readonly port: number }[] = [
  { subgraph: customer, port: 4001 },
  { subgraph: sales, port: 4002 },
  { subgraph: service, port: 4003 },
  { subgraph: marketing, port: 4004 },
  { subgraph: erpAdapter, port: 4005 },
]
