import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { seedMarket } from './market.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await seedMarket(graph)
})
afterAll(() => graph.stop())

test('a dealer is given with address, territory and the contract in force', async () => {
  const data = await graph.data(`{ dealer(id: "d-sh-1") {
    id name phone city region address { street postalCode city region country }
    territory { name parent { name parent { name parent { id } } } }
    contract { number from until brands discountLimitPercent }
  } }`)
  expect(data).toEqual({
    dealer: {
      id: 'd-sh-1',
      name: 'Yongda Pudong',
      phone: '+862158880001',
      city: 'Shanghai',
      region: 'Shanghai',
      address: {
        street: '1 Century Avenue',
        postalCode: null,
        city: 'Shanghai',
        region: 'Shanghai',
        country: 'CN',
      },
      territory: { name: 'Shanghai', parent: { name: 'East', parent: { name: 'China', parent: null } } },
      contract: {
        number: 'C-1',
        from: '2020-01-01',
        until: null,
        brands: ['Buick', 'Cadillac'],
        discountLimitPercent: 5.5,
      },
    },
  })
})

test('an unknown dealer or territory is null, no error', async () => {
  expect(await graph.ask('{ dealer(id: "x") { name } territory(id: "x") { name } }')).toEqual({
    data: { dealer: null, territory: null },
  })
})

test('a territory has the dealers of everything beneath it', async () => {
  const data = await graph.data(
    '{ territory(id: "cn") { children { name dealers { nodes { id } } } dealers(first: 2) { nodes { id } pageInfo { hasNextPage } } } }',
  )
  expect(data).toEqual({
    territory: {
      children: [
        { name: 'East', dealers: { nodes: [{ id: 'd-hz-1' }, { id: 'd-sh-1' }, { id: 'd-sh-2' }] } },
        { name: 'North', dealers: { nodes: [{ id: 'd-bj-1' }] } },
      ],
      dealers: { nodes: [{ id: 'd-bj-1' }, { id: 'd-hz-1' }], pageInfo: { hasNextPage: true } },
    },
  })
})

test('dealers are filtered by territory, region and city, and paged by name', async () => {
  const ask = `query ($filter: DealerFilter, $after: String) {
    dealers(filter: $filter, first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`
  const first = await graph.data(ask, { filter: { territoryId: 'east' } })
  expect(first.dealers.nodes).toEqual([{ id: 'd-hz-1' }, { id: 'd-sh-1' }])
  const second = await graph.data(ask, {
    filter: { territoryId: 'east' },
    after: first.dealers.pageInfo.endCursor,
  })
  expect(second.dealers).toMatchObject({ nodes: [{ id: 'd-sh-2' }], pageInfo: { hasNextPage: false } })
  const hangzhou = await graph.data(ask, { filter: { region: 'Zhejiang', city: 'Hangzhou' } })
  expect(hangzhou.dealers.nodes).toEqual([{ id: 'd-hz-1' }])
})

test('the scorecard tells sales, response, satisfaction and price deviation of the period alone', async () => {
  await graph.sql(`
    insert into sales.lead (id, channel, status, customer_id, dealer_id, routing_rule, routing_reason, score,
      score_reasons, captured_at, due_at, responded_at)
    select 'l' || minutes, 'WEB', 'RESPONDED', 'c', 'd-sh-1', 'CHOSEN', 'named', 50, '{}', at, at, at + minutes * interval '1 minute'
    from (values (10, '2026-03-01Z'::timestamptz), (20, '2026-03-02Z'), (60, '2026-03-03Z'), (900, '2026-05-03Z')) as l (minutes, at)`)
  await graph.sql(`
    insert into sales.retail_sale (id, kind, vin, dealer_id, buyer_id, sold_at, price_amount, price_currency, list_amount, handover_satisfaction)
    values ('s1', 'NEW', 'V1', 'd-sh-1', 'c', '2026-03-05Z', 95000, 'CNY', 100000, 5),
      ('s2', 'NEW', 'V2', 'd-sh-1', 'c', '2026-03-06Z', 99000, 'CNY', 100000, 4),
      ('s3', 'NEW', 'V3', 'd-sh-1', 'c', '2026-04-01Z', 10000, 'CNY', 100000, 1)`)
  const card = `scorecard(from: "2026-03-01T00:00:00Z", until: "2026-04-01T00:00:00Z") {
    sales medianResponseMinutes handoverSatisfaction priceDeviationPercent }`
  const data = await graph.data(`{ busy: dealer(id: "d-sh-1") { ${card} } idle: dealer(id: "d-bj-1") { ${card} } }`)
  expect(data).toEqual({
    busy: {
      scorecard: { sales: 2, medianResponseMinutes: 20, handoverSatisfaction: 4.5, priceDeviationPercent: -3 },
    },
    idle: {
      scorecard: {
        sales: 0,
        medianResponseMinutes: null,
        handoverSatisfaction: null,
        priceDeviationPercent: null,
      },
    },
  })
})

test('a scorecard of a period that ends before it starts is refused', async () => {
  const { errors } = await graph.ask(
    '{ dealer(id: "d-sh-1") { scorecard(from: "2026-04-01T00:00:00Z", until: "2026-03-01T00:00:00Z") { sales } } }',
  )
  expect(errors).toMatchObject([{ message: 'until must be after from.', extensions: { code: 'BAD_USER_INPUT' } }])
})

test('four dealers cost as many statements as one', async () => {
  const fields = `nodes { name contract { number } territory { name parent { name } dealers { nodes { id } } }
    scorecard(from: "2026-03-01T00:00:00Z", until: "2026-04-01T00:00:00Z") { sales } }`
  const one = await graph.statementsOf(() => graph.data(`{ dealers(first: 1) { ${fields} } }`))
  const four = await graph.statementsOf(() => graph.data(`{ dealers(first: 4) { ${fields} } }`))
  expect(four).toHaveLength(6)
  expect(one).toHaveLength(6)
})
