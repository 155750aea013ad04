import { afterAll, beforeAll, expect, test } from 'vitest'
import { runSubgraph } from '#platform/run-subgraph.ts'
import { registry } from '../../subgraphs/registry.ts'
import { aPerson, fresh } from '../customer/people.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'
import { seedMarket } from '../sales/market.ts'
import { exportOf, requestExport } from './data-exports.ts'
import { completed, erasureOf, requestErasure } from './erasures.ts'
import { tablesWith } from './places-with.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await seedMarket(graph)
})
afterAll(() => graph.stop())

test('what breaks off at any step changes nothing of its subgraph, and goes on from there', async () => {
  const steps = registry.flatMap(({ subgraph }) =>
    subgraph.holdings.map(({ table }) => ({ subgraph: subgraph.name, table })),
  )
  expect(steps.length).toBeGreaterThan(30)
  await graph.sql(`
    create table public.broken (subgraph text, item text, person text);
    grant select on public.broken to public;
    create function public.break_off() returns trigger language plpgsql as $$
    begin
      if exists (select from public.broken join platform.erasure on erasure.customer_id = person
        where broken.subgraph = new.subgraph and broken.item = new.item and erasure.id = new.erasure_id)
      then raise exception 'broken off'; end if;
      return new;
    end $$;
    create trigger broken before insert on platform.erasure_item for each row execute function public.break_off();`)
  const kept: Readonly<Record<string, string>> = {
    customer: 'customer.contact_point',
    sales: 'sales.lead',
    service: 'service.account_manager',
    marketing: 'marketing.customer_fact',
  }
  const people: { readonly id: string; readonly subgraph: string }[] = []
  for (const [place, { subgraph, table }] of steps.entries()) {
    const id = await aPerson(graph, { contactPoints: [{ kind: 'EMAIL', value: `step${place}@example.com` }] })
    people.push({ id, subgraph })
    await graph.sql(`insert into public.broken values ($1, $2, $3)`, [subgraph, table, id])
    await graph.sql(
      `insert into sales.lead (id, channel, customer_id, phone, dealer_id, routing_rule, routing_reason, score, score_reasons, captured_at, due_at)
       values ($1, 'WEB', $2, $3, 'd-sh-1', 'LOAD', 'x', 50, '{}', now(), now())`,
      [`step-${place}`, id, `+86139000000${10 + place}`],
    )
    await graph.sql(`insert into service.account_manager values ($1, 'E-1', now())`, [id])
  }
  await graph.settled()
  for (const { id } of people) await requestErasure(graph, id)
  const failing = `select count(*)::int as rows from platform.delivery join platform.event on event.id = event_id
    where type = 'customer.ErasureRequested' and attempts > 0`
  await expect.poll(async () => (await graph.sql(failing))[0]?.rows, { timeout: 60_000 }).toBe(steps.length)
  for (const { id, subgraph } of people) {
    await expect.poll(async () => (await erasureOf(graph, id)).waitingFor, { timeout: 30_000 }).toEqual([subgraph])
    expect(await erasureOf(graph, id)).toMatchObject({ state: 'PARTIAL', receipt: null, completedAt: null })
    const table = kept[subgraph]
    if (table === undefined) continue
    const column = table === 'sales.lead' ? 'phone' : 'customer_id'
    const left = await graph.sql(`select from ${table} where customer_id = $1 and ${column} is not null`, [id])
    expect(left.length, `${table} of ${id}`).toBeGreaterThan(0)
  }
  // As after eight failures, while none is being tried.
  for (const { subgraph } of registry)
    await graph.sql(
      `with still as materialized (select pg_advisory_xact_lock(hashtext('autograph_delivery'), hashtext($1)))
       update platform.delivery set attempts = 8, given_up_at = now() from still where consumer = $1 and attempts > 0`,
      [subgraph.name],
    )
  const retry = async ({ id }: { readonly id: string }, as?: As) =>
    graph.ask(
      `mutation ($input: RetryErasureInput!) { retryErasure(input: $input) {
        __typename ... on RetryErasureSuccess { erasure { givenUpBy waitingFor } } } }`,
      { input: { idempotencyKey: fresh(), customerId: id } },
      as,
    )
  const [first, ...others] = people
  if (first === undefined) throw new Error('there are no steps')
  expect(await erasureOf(graph, first.id)).toMatchObject({ state: 'PARTIAL', givenUpBy: [first.subgraph] })
  expect((await retry(first, { role: 'call-centre' })).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  await graph.sql(`delete from public.broken`)
  expect((await retry(first, { role: 'compliance' })).data.retryErasure).toMatchObject({ erasure: { givenUpBy: [] } })
  for (const person of others) expect((await retry(person)).data.retryErasure.__typename).toBe('RetryErasureSuccess')
  const open = async () => (await graph.sql(`select from platform.erasure where completed_at is null`)).length
  await expect.poll(open, { timeout: 60_000, interval: 500 }).toBe(0)
  expect((await retry(first)).data.retryErasure).toEqual({ __typename: 'ErasureNotGivenUp' })
  for (const { id } of people) expect(await erasureOf(graph, id)).toMatchObject({ state: 'COMPLETE', waitingFor: [] })
  expect(
    await tablesWith(
      graph,
      steps.flatMap((_, place) => [`step${place}@example.com`, `+86139000000${10 + place}`]),
    ),
  ).toEqual([])
}, 180_000)

test('an erasure, and an export, is partial while a subgraph is away, and complete once it is back', async () => {
  const marketing = registry.find(({ subgraph }) => subgraph.name === 'marketing')?.subgraph
  if (marketing === undefined) throw new Error('there is no marketing')
  const [id, curious] = [await aPerson(graph), await aPerson(graph)]
  await graph.settled()
  await graph.stopSubgraph('marketing')
  await requestErasure(graph, id)
  await requestExport(graph, curious)
  await expect.poll(async () => (await exportOf(graph, curious)).waitingFor, { timeout: 30_000 }).toEqual(['marketing'])
  expect(await exportOf(graph, curious)).toMatchObject({ state: 'PARTIAL', document: null })
  await expect.poll(async () => (await erasureOf(graph, id)).waitingFor, { timeout: 30_000 }).toEqual(['marketing'])
  expect(await erasureOf(graph, id)).toMatchObject({ state: 'PARTIAL', receipt: null })
  expect(await graph.sql(`select from marketing.customer_fact where customer_id = $1`, [id])).toHaveLength(1)
  const back = await runSubgraph(marketing, graph.databaseUrl)
  try {
    expect(await completed(graph, id)).toMatchObject({ waitingFor: [] })
    await expect.poll(async () => (await exportOf(graph, curious)).state, { timeout: 30_000 }).toBe('COMPLETE')
    expect(await graph.sql(`select from marketing.customer_fact where customer_id = $1`, [id])).toEqual([])
  } finally {
    await back.stop()
  }
}, 60_000)
