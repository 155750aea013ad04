import type { TestGraph } from '../kit/graph.ts'

/** Sends a body to `/ingest/events`; a text goes as it is. */
export function push(graph: TestGraph, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${graph.subgraphUrl('erp-adapter')}/ingest/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

/** A CloudEvent around data, as its structured mode has it. */
export const cloudEvent = (id: string, data: unknown, attributes: object = {}): object => ({
  specversion: '1.0',
  id,
  source: '/plants/jinqiao',
  type: 'org.gs1.epcis.event',
  datacontenttype: 'application/json',
  data,
  ...attributes,
})

/** What is in the log, how many events were kept apart, and how many cars are known. */
export async function counts(graph: TestGraph): Promise<{ events: number; kept: number; cars: number }> {
  const [row] = await graph.sql(`select
    (select count(*)::int from erp_adapter.event_log) as events,
    (select count(*)::int from erp_adapter.kept_apart_event) as kept,
    (select count(*)::int from erp_adapter.vehicle) as cars`)
  return row
}
