import type { EventType } from '#platform/events.ts'
import type { TestGraph } from '../kit/graph.ts'

/** Tells all subgraphs of an event, as the subgraph that owns it would, and waits until they have reacted. */
export async function tell<Payload>(
  graph: TestGraph,
  type: EventType<Payload>,
  payloads: readonly (NoInfer<Payload> & { readonly customerId: string | null })[],
): Promise<void> {
  const read = payloads.map(payload => JSON.stringify(type.payload.parse(payload)))
  await graph.sql(
    `with event as (
       insert into platform.event (type, key, payload)
       select $1, each ->> 'customerId', each from unnest($2::jsonb[]) with ordinality as told (each, place) order by place
       returning id, type, key
     ), delivery as (
       insert into platform.delivery (consumer, event_id, key)
       select consumer, event.id, event.key from event join platform.subscription using (type) returning consumer
     )
     select pg_notify('autograph_delivery', consumer) from (select distinct consumer from delivery) as reached`,
    [type.name, read],
  )
  await graph.settled()
}

/** A person as the customer subgraph tells of her; what is not given is not known. */
export const person = (customerId: string, facts: { region?: string; birthYear?: number } = {}) => ({
  customerId,
  kind: 'PERSON' as const,
  fields: [],
  country: 'CN',
  region: facts.region ?? null,
  locale: 'zh-CN',
  birthYear: facts.birthYear ?? null,
})

/** A new car for 200,000 CNY, sold on a day. */
export const sale = (saleId: string, customerId: string, soldAt: Date, amount = '200000.00') => ({
  saleId,
  kind: 'NEW' as const,
  vin: '1HGCM82633A004352',
  modelCode: 'EX5',
  customerId,
  dealerId: 'dealer-1',
  soldAt: soldAt.toISOString(),
  price: { amount, currency: 'CNY' },
  orderId: null,
})

export const daysAgo = (days: number): Date => new Date(Date.now() - days * 24 * 60 * 60 * 1000)
