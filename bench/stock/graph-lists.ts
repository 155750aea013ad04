import { z } from 'zod'
import { principalShape } from '#platform/identity/principal-shape.ts'
import { runSubgraph } from '#platform/run-subgraph.ts'
import { erpAdapter } from '../../subgraphs/erp-adapter/subgraph.ts'
import { pageSize, type StockLists } from './stock-lists.ts'

const list = `query ($filter: VehicleFilter, $sort: VehicleSort!, $after: String) {
  vehicles(filter: $filter, sort: $sort, first: ${pageSize}, after: $after) {
    nodes { productionNumber vin status availability builtAt } pageInfo { endCursor } } }`
const counts = `query ($filter: VehicleFilter) {
  vehicleCounts(filter: $filter) {
    cars models { value cars } colours { value cars } places { value cars } availabilities { value cars } } }`

const listAnswer = z.object({
  vehicles: z.object({
    nodes: z.array(z.object({ productionNumber: z.string() })),
    pageInfo: z.object({ endCursor: z.string().nullable() }),
  }),
})
const countAnswer = z.object({ vehicleCounts: z.object({ cars: z.number() }) })

const caller = principalShape.parse({ name: 'bench', role: 'developer' })

/** The ERP adapter, asked in its own process without a gateway. */
export async function graphLists(databaseUrl: string): Promise<StockLists> {
  const running = await runSubgraph(erpAdapter, databaseUrl)
  async function ask(query: string, variables: Record<string, unknown>): Promise<unknown> {
    const { data, errors } = await running.execute({ query, variables }, caller)
    if (errors !== undefined) throw new Error(errors.map(error => error.message).join('; '))
    return data
  }
  const read = async (variables: Record<string, unknown>) => listAnswer.parse(await ask(list, variables)).vehicles
  return {
    async page({ filter }, sort) {
      const { endCursor: after } = (await read({ filter, sort })).pageInfo
      return async () => (await read({ filter, sort, after })).nodes.map(node => node.productionNumber)
    },
    count: async ({ filter }) => countAnswer.parse(await ask(counts, { filter })).vehicleCounts.cars,
    close: () => running.stop(),
  }
}
