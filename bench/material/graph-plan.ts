import pg from 'pg'
import { z } from 'zod'
import { principalShape } from '#platform/identity/principal-shape.ts'
import { runSubgraph } from '#platform/run-subgraph.ts'
import { erpAdapter } from '../../subgraphs/erp-adapter/subgraph.ts'
import { scheduledDays } from './fill-schedule.ts'
import type { Planner } from './planner.ts'

const mutation = `mutation ($input: PlanMaterialInput!) {
  planMaterial(input: $input) { ... on PlanMaterialSuccess { plan { id } } } }`
const answer = z.object({ planMaterial: z.object({ plan: z.object({ id: z.string() }) }) })
const caller = principalShape.parse({ name: 'bench', role: 'developer' })

/** The ERP adapter, asked in its own process without a gateway. */
export async function graphPlan(databaseUrl: string): Promise<Planner> {
  const running = await runSubgraph(erpAdapter, databaseUrl)
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c search_path=erp_adapter' })
  await client.connect()
  return {
    async plan(plant) {
      const input = { idempotencyKey: crypto.randomUUID(), plant, days: scheduledDays }
      const { data, errors } = await running.execute({ query: mutation, variables: { input } }, caller)
      if (errors !== undefined) throw new Error(errors.map(error => error.message).join('; '))
      const { rows } = await client.query<{ line: string }>(
        `select part_number || ' ' || need_on || ' ' || trim_scale(quantity) as line from material_line
         where plan_id = $1 order by 1`,
        [answer.parse(data).planMaterial.plan.id],
      )
      return rows.map(row => row.line)
    },
    async close() {
      await client.end()
      await running.stop()
    },
  }
}
