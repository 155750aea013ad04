import { afterAll, beforeAll, expect, test } from 'vitest'
import pg from 'pg'
import { accessOf } from '#platform/subgraph-login.ts'
import type { TestGraph } from '../kit/graph.ts'
import { aPrincipal, type As } from '../kit/principal.ts'
import { sales, startTwoDealers, workshop } from './two-desks.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startTwoDealers()
  await graph.sql(`insert into platform.merged_customer values ('merged-b', 'merge', 'person-b-1', 'person-b-1')`)
})
afterAll(() => graph.stop())

const customer: As = { role: 'customer', customerId: 'person-a-1' }

/** How many rows a statement changes, or at last finds, that a caller could smuggle into a subgraph's connection; 0 when it is refused. */
async function changedBy(schema: string, as: As, statement: string): Promise<number> {
  const access = await accessOf(graph.databaseUrl, schema)
  const login = new pg.Client({ connectionString: access.url, options: `-c search_path=${schema},platform` })
  await login.connect()
  try {
    await login.query('begin')
    await login.query(`select set_config('autograph.principal', $1, true)`, [access.sign(aPrincipal(as))])
    // Of several statements in one text the last counts.
    return [await login.query(statement)].flat().at(-1)?.rowCount ?? 0
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '42501') return 0
    throw error
  } finally {
    await login.end()
  }
}

test.each([
  // Who belongs where says who sees whose rows.
  ['sales', sales, `update dealer set group_id = 'mine', territory_id = 'all'`],
  ['sales', { role: 'regional-manager', regionId: 'north' }, `update territory set parent_id = 'north'`],
  ['service', workshop, `update station set dealer_id = 'dealer-a' where id = 'station-b'`],
  ['customer', sales, `insert into platform.customer_reach values ('LEAD', 'x', 'person-b-1', 'dealer-a')`],
  [
    'customer',
    sales,
    `select claim_customer('merged-b'); select from platform.customer_reach where customer_id = 'merged-b'`,
  ],
  // What another dealer has.
  ['sales', sales, `update lead set dealer_id = 'dealer-a' where id = 'lead-b-1'`],
  ['sales', sales, `update vehicle_plate set plate = '沪X' where plate = '沪B0001'`],
  ['sales', sales, `update known_vehicle set status = 'IN_TRANSIT'`],
  ['service', workshop, `delete from service_operation where service_order_id = 'work-b-1'`],
  ['service', workshop, `insert into service_operation values ('work-b-1', 2, 'OP', 'Brakes', 1, 100, null)`],
  ['service', workshop, `insert into slot values ('station-b', now(), now() + interval '1 hour', 1, 1)`],
  ['service', workshop, `update covered_vehicle set owner_id = 'person-b-1'`],
  // What the other desk works with.
  ['sales', workshop, `update sales_order set price_amount = 1`],
  ['sales', workshop, `update vehicle_plate set plate = '沪X' where plate = '沪A0001'`],
  ['service', sales, `delete from service_operation where service_order_id = 'work-a-1'`],
  ['service', sales, `update case_message set body = 'x'`],
  ['marketing', workshop, `update purchase set model_code = 'x'`],
  // What a dealer wrote of a customer.
  ['sales', customer, `update sales_order set price_amount = 1`],
  ['sales', customer, `update vehicle_participant set valid_until = null, role = 'DRIVER'`],
  // What the maker set.
  ['sales', sales, `update dealer_contract set discount_limit_percent = 90`],
  ['sales', sales, `update model_offer set list_amount = 1`],
  ['service', workshop, `update recall_vehicle set completed_at = now()`],
  ['service', workshop, `insert into queue values ('x', 'x', 'SERVICE')`],
  ['customer', sales, `update contact_rule set consent = 'NOT_NEEDED'`],
  ['marketing', sales, `update campaign set name = 'x'`],
] as const)('in %s nobody writes past his rows: %o %s', async (schema, as, statement) => {
  expect(await changedBy(schema, as, statement)).toBe(0)
})

test('a dealer’s desks write what is theirs', async () => {
  expect(await changedBy('sales', sales, `update vehicle_plate set plate = '沪X' where plate = '沪A0001'`)).toBe(1)
  expect(
    await changedBy('service', workshop, `delete from service_operation where service_order_id = 'work-a-1'`),
  ).toBe(1)
})
