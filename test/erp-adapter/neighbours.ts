import type { TestGraph } from '../kit/graph.ts'

/** Gives the ERP an event of another subgraph, and waits until it has worked. */
export async function tell(graph: TestGraph, type: string, payload: unknown): Promise<void> {
  await graph.sql(
    `with event as (insert into platform.event (type, key, payload) values ($1, 'told', $2) returning id, key)
     insert into platform.delivery (consumer, event_id, key) select 'erp-adapter', id, key from event`,
    [type, JSON.stringify(payload)],
  )
  await graph.sql(`select pg_notify('autograph_delivery', 'erp-adapter')`)
  await graph.settled()
}

/** What the ERP told of one key, first first. */
export async function told(graph: TestGraph, type: string, key: string): Promise<any[]> {
  const rows = await graph.sql(`select payload from platform.event where type = $1 and key = $2 order by id`, [
    type,
    key,
  ])
  return rows.map(row => row.payload)
}
