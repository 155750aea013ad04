import { randomUUID } from 'node:crypto'
import { checkDigit } from '#platform/vin.ts'
import type { TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'

/** A VIN of SAIC-GM with the right check digit. */
export function vinOf(number: number): string {
  const draft = `LSGKF5RX0MA${String(number).padStart(6, '0')}`
  return draft.slice(0, 8) + checkDigit(draft) + draft.slice(9)
}

export interface StationSeed {
  readonly id: string
  readonly dealerId?: string
  readonly name?: string
  readonly city?: string
  readonly bays?: number
}

/** A station in Shanghai that is open on weekdays from 08:00 to 16:00 with slots of two hours. */
export async function seedStation(graph: TestGraph, seed: StationSeed): Promise<string> {
  const { id, dealerId = 'dealer-a', name = `Station ${id}`, city = 'Shanghai', bays = 2 } = seed
  await graph.sql(
    `insert into service.station (id, dealer_id, name, address, city, region, bays, technicians)
     values ($1, $2, $3, '1 Century Avenue', $4, 'East', $5, 7)`,
    [id, dealerId, name, city, bays],
  )
  await graph.sql(
    `insert into service.opening_hours (station_id, weekday, opens, closes)
     select $1, weekday, '08:00', '16:00' from generate_series(1, 5) as weekday`,
    [id],
  )
  return id
}

/** Calls a mutation with an input; the idempotency key is a new one unless the input has one. */
export async function call(
  graph: TestGraph,
  field: string,
  { input, select, as }: { readonly input: object; readonly select: string; readonly as?: As },
): Promise<any> {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`
  const data = await graph.data(
    `mutation ($input: ${type}!) { ${field}(input: $input) { __typename ${select} } }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
    as,
  )
  return data[field]
}

/** Opens a service order and gives its id; a refusal fails the test. */
export async function openOrder(graph: TestGraph, input: object): Promise<string> {
  const result = await call(graph, 'openServiceOrder', {
    input: { complaint: 'Regular maintenance', ...input },
    select: '... on OpenServiceOrderSuccess { serviceOrder { id } } ... on OdometerRunsBackwards { message }',
  })
  return result.serviceOrder.id
}

/** Opens a case and gives its id. */
export async function openCase(graph: TestGraph, input: object): Promise<string> {
  const result = await call(graph, 'openCase', {
    input: { kind: 'REPAIR', subject: 'Noise when braking', body: 'It squeals.', ...input },
    select: '... on OpenCaseSuccess { case { id } }',
  })
  return result.case.id
}

/** Tells the subgraphs an event as another department would, and waits until all have reacted. */
export async function tell(
  graph: Pick<TestGraph, 'sql' | 'settled'>,
  type: string,
  key: string,
  payload: object,
): Promise<void> {
  await graph.sql(
    `with event as (
       insert into platform.event (type, key, payload) values ($1, $2, $3) returning id, type, key
     ), delivery as (
       insert into platform.delivery (consumer, event_id, key)
       select consumer, id, key from event join platform.subscription using (type) returning consumer
     )
     select pg_notify('autograph_delivery', consumer) from delivery`,
    [type, key, JSON.stringify(payload)],
  )
  await graph.settled()
}

/** The activities that service told the timelines of, oldest first. */
export async function activities(graph: TestGraph, customerId: string): Promise<object[]> {
  const rows = await graph.sql(
    `select payload from platform.event where type = 'CustomerActivity' and key = $1 order by id`,
    [customerId],
  )
  return rows.map(({ payload }) => ({ kind: payload.kind, summary: payload.summary, subject: payload.subject }))
}
