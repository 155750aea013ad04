import { afterAll, beforeAll, expect, test } from 'vitest'
import { pushHeaders } from '#platform/webhook-signature.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { atStation, capture, commissioned, document, send } from './factory.ts'
import { describePlant } from './plant.ts'

const signer = { sender: 'jinqiao', secret: `whsec_${Buffer.alloc(32, 1).toString('base64')}` }

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
  await graph.sql('insert into erp_adapter.ingest_sender (name, secrets) values ($1, $2)', [
    signer.sender,
    [signer.secret],
  ])
  await graph.sql(`create function platform.fail() returns trigger language plpgsql as $$
    begin raise exception 'fails for a test'; end $$`)
  await capture(graph, [commissioned('F0', 0)])
})
afterAll(() => graph.stop())

const tables = [
  'erp_adapter.signed_message',
  'erp_adapter.production_order',
  'erp_adapter.vehicle',
  'erp_adapter.event_log',
  'erp_adapter.kept_apart_event',
  'erp_adapter.capture_job',
  'platform.event',
  'platform.delivery',
]

/** What a capture can change, counted; deliveries come and go by themselves. */
const counts = async (): Promise<unknown> =>
  graph.sql(
    tables
      .filter(table => table !== 'platform.delivery')
      .map(table => `select '${table}' as name, count(*)::int as rows from ${table}`)
      .join(' union all '),
  )

let sent = 0

/** A new car's document: three events, of which the second is wrong when it is to be proceeded. */
function message(behaviour: 'rollback' | 'proceed') {
  const car = `F${++sent}`
  const wrong = behaviour === 'proceed' ? [atStation(`${car}-unknown`, 1, 'T-BODY')] : []
  const body = JSON.stringify(document([commissioned(car, 0), ...wrong, atStation(car, 2, 'T-PAINT')]))
  return {
    car,
    wrong: wrong.length,
    send: () =>
      send(graph, body, { 'gs1-capture-error-behaviour': behaviour, ...pushHeaders(signer, `m-${car}`, body) }),
  }
}

async function whileFailing(trigger: string, table: string, work: () => Promise<void>): Promise<void> {
  await graph.sql(`create ${trigger} execute function platform.fail()`)
  try {
    await work()
  } finally {
    await graph.sql(`drop trigger fails on ${table}`)
  }
}

const writes = tables.map(
  table => [table, `trigger fails before insert or update on ${table} for each statement`] as const,
)
const commit = [
  'erp_adapter.capture_job',
  'constraint trigger fails after insert on erp_adapter.capture_job deferrable initially deferred for each row',
] as const

test.each([
  ...writes.flatMap(([table, trigger]) => [
    // Nothing is kept apart when all or none are taken.
    ...(table === 'erp_adapter.kept_apart_event' ? [] : [[`a write to ${table}`, 'rollback', table, trigger] as const]),
    [`a write to ${table}`, 'proceed', table, trigger] as const,
  ]),
  ['the commit', 'rollback', ...commit],
  ['the commit', 'proceed', ...commit],
] as const)('when %s fails with %s nothing is kept, and the message that comes again is taken', async (...row) => {
  const [, behaviour, table, trigger] = row
  await graph.settled()
  const { car, wrong, send: sendIt } = message(behaviour)
  const before = await counts()
  await whileFailing(trigger, table, async () => {
    const failed = await sendIt()
    expect(failed.status).toBe(500)
    expect(await failed.json()).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' })
    expect(await counts()).toEqual(before)
  })
  const taken = await sendIt()
  expect(taken.status).toBe(202)
  const job: any = await (await fetch(`${graph.subgraphUrl('erp-adapter')}${taken.headers.get('location')}`)).json()
  expect(job).toMatchObject({ captureErrorBehaviour: behaviour, events: 2 + wrong, captured: 2 })
  const [rows] = await graph.sql(
    `select (select count(*)::int from erp_adapter.event_log where capture_id = $1) as events,
      (select count(*)::int from erp_adapter.kept_apart_event where capture_id = $1) as kept,
      (select status from erp_adapter.vehicle where production_number = $2) as status`,
    [job.captureID, car],
  )
  expect(rows).toEqual({ events: 2, kept: wrong, status: 'PAINT' })
})

const flaws = {
  'has a wrong form': { bizStep: 'welding' },
  'names an unknown car': { 'autograph:productionNumber': 'F-UNKNOWN' },
  'binds a wrong VIN': { 'autograph:vin': 'LSGKB54E9RV000000' },
}

test.each(Object.entries(flaws).flatMap(([what, flaw]) => [0, 1, 2, 3].map(place => [what, place, flaw] as const)))(
  'an event that %s at place %i refuses its document with rollback and is alone kept apart with proceed',
  async (_, place, flaw) => {
    const right = [0, 1, 2, 3].map(hour => atStation('F0', hour + 1, 'T-BODY'))
    const body = document(right.with(place, { ...right[place], ...flaw }))
    const before = await counts()
    const refused = await send(graph, body)
    expect(refused.status).toBe(400)
    const problem: any = await refused.json()
    const at = expect.stringMatching(new RegExp(`^/epcisBody/eventList/${place}/`))
    expect(problem.errors).toEqual([expect.objectContaining({ pointer: at })])
    expect(await counts()).toEqual(before)

    const taken = await send(graph, body, { 'gs1-capture-error-behaviour': 'proceed' })
    const job: any = await (await fetch(`${graph.subgraphUrl('erp-adapter')}${taken.headers.get('location')}`)).json()
    expect(job).toMatchObject({ running: false, success: false, events: 4, captured: 3 })
    expect(job.errors).toEqual([expect.objectContaining({ pointer: at })])
    expect(
      await graph.sql(
        `select (select count(*)::int from erp_adapter.event_log where capture_id = $1) as events,
          (select count(*)::int from erp_adapter.kept_apart_event where id = $2) as kept`,
        [job.captureID, job.errors[0].keptApart],
      ),
    ).toEqual([{ events: 3, kept: 1 }])
  },
)
