import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sql } from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import type { OrderCriteria } from '../../subgraphs/erp-adapter/production/orders-meeting.ts'
import { pageOfOrders, type OrderSort } from '../../subgraphs/erp-adapter/production/orders-page.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { describePlant } from './plant.ts'

// How the database reads a list of 50,000 orders, of which 2,000 are not finished, as in a plant of some years.
let graph: TestGraph
const now = new Date()
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
  await graph.sql(`
    insert into erp_adapter.place (id, kind, name_zh, name_en)
    select 'PLANT-' || nth, 'PLANT', 'P', 'P' from generate_series(1, 4) as nth`)
  await graph.sql(`
    insert into erp_adapter.vehicle_model (code, brand, name_zh, name_en, series, model_year, plant_id)
    select 'M' || nth, 'Buick', 'M', 'M', 'M', 2027, 'PLANT-1' from generate_series(1, 20) as nth`)
  await graph.sql(`
    insert into erp_adapter.production_order
      (production_number, model_code, plant_id, planned_start, planned_end, change_freeze_at, created_at)
    select 'N' || nth, 'M' || 1 + nth % 20, 'PLANT-' || 1 + nth % 4, begins, begins + interval '3 days',
      begins - interval '5 days', begins - interval '30 days'
    from generate_series(1, 50000) as nth cross join lateral (
      select now() + (nth - 49000) * interval '40 minutes' as begins) as planned`)
  await graph.sql(`
    insert into erp_adapter.vehicle (production_number, model_code, order_id, production_state)
    select 'N' || nth, 'M' || 1 + nth % 20, case when nth % 3 = 0 then 'order-' || nth end, case
      when nth % 500 = 0 then 'CANCELLED' when nth <= 48000 then 'COMPLETED' when nth <= 49000 then 'IN_PRODUCTION'
      when nth <= 49700 then 'SCHEDULED' else 'PLANNED' end
    from generate_series(1, 50000) as nth`)
  await graph.sql(`insert into erp_adapter.part (number, name_zh, name_en) values ('AXLE', '轴', 'Axle')`)
  await graph.sql(`
    insert into erp_adapter.material_plan (id, plant_id, from_day, to_day, made_by)
    values ('plan', 'PLANT-1', '2026-01-01', '2026-02-01', 'test')`)
  await graph.sql(`
    insert into erp_adapter.production_delay (production_number, plan_id, part_number)
    select 'N' || nth, 'plan', 'AXLE' from generate_series(49001, 49100) as nth`)
  await graph.sql(`analyze erp_adapter.production_order, erp_adapter.vehicle, erp_adapter.production_delay`)
})
afterAll(() => graph.stop())

interface Plan {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly Plan[]
}

/** The rows of orders and cars that the database looks at for a page, or `whole` when it reads a table from end to end. */
async function rowsReadFor(criteria: Omit<OrderCriteria, 'now'>, sort: OrderSort = 'PLANNED_START'): Promise<unknown> {
  const asked: Sql[] = []
  const listening: Queries = { rows: async query => (asked.push(query), []), row: async () => undefined }
  await pageOfOrders(listening, { criteria: { ...criteria, now }, sort }, { limit: 20, after: null })
  const [query] = asked
  const text = (query?.text ?? '').replaceAll(
    /\b(production_order|vehicle|production_delay)\b(?= (join|using|as)|\s+where)|(?<=join )vehicle/g,
    'erp_adapter.$&',
  )
  const [{ 'QUERY PLAN': plans }] = await graph.sql(`explain (analyze, format json) ${text}`, query?.values)
  const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)]
  const scans = nodes(plans[0].Plan).filter(
    node => node['Relation Name'] === 'vehicle' || node['Relation Name'] === 'production_order',
  )
  if (scans.some(node => node['Node Type'] === 'Seq Scan')) return 'whole'
  return scans.reduce(
    (sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
    0,
  )
}

test.each<[string, Omit<OrderCriteria, 'now'>, number]>([
  ['nothing', {}, 100],
  ['a plant', { plants: ['PLANT-2'] }, 200],
  ['a model', { models: ['M3'] }, 2_500],
  ['what is in production', { states: ['IN_PRODUCTION'] }, 3_000],
  ['what is planned in a plant', { states: ['PLANNED', 'SCHEDULED'], plants: ['PLANT-2'] }, 3_000],
  ['what is finished', { states: ['COMPLETED'] }, 200],
  ['a period', { plannedFrom: new Date(+now + 86_400_000), plannedUntil: new Date(+now + 3 * 86_400_000) }, 200],
  ['a model in a period', { models: ['M3'], plannedFrom: now }, 200],
  ['what can still be changed', { frozen: false }, 3_000],
  ['what is frozen', { frozen: true }, 200],
  ['what is late', { late: true }, 8_000],
  ['what waits for parts', { waitingForParts: true }, 500],
  ['a sales order', { salesOrder: 'order-300' }, 4],
  ['what is built for stock', { forStock: true }, 200],
])('a list of orders by %s reads no table whole', async (_, criteria, most) => {
  expect(await rowsReadFor(criteria)).toBeLessThanOrEqual(most)
  expect(await rowsReadFor(criteria, 'PLANNED_END')).toEqual(expect.any(Number))
  expect(await rowsReadFor(criteria, 'NEWEST')).toEqual(expect.any(Number))
})
