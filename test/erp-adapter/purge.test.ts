import { afterAll, beforeAll, expect, test } from 'vitest'
import { purge } from '../../subgraphs/erp-adapter/ingest/purge.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { openStore } from './open-store.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
})
afterAll(() => graph.stop())

test('what was taken more than seven days ago is purged, and nothing younger', async () => {
  await graph.sql(
    `insert into erp_adapter.ingest_sender (name, secrets) values ('p', array['whsec_' || repeat('A', 44)])`,
  )
  await graph.sql(`
    insert into erp_adapter.signed_message (sender, id, body_hash, received_at) values
      ('p', 'old', 'h', now() - interval '7 days 1 minute'), ('p', 'young', 'h', now() - interval '6 days 23 hours')`)
  await graph.sql(`
    insert into erp_adapter.taken_cloud_event (source, id, received_at) values
      ('p', 'old', now() - interval '7 days 1 minute'), ('p', 'young', now() - interval '6 days 23 hours')`)
  const db = openStore(graph)
  await purge(db)
  await db.close()
  expect(await graph.sql(`select id from erp_adapter.signed_message`)).toEqual([{ id: 'young' }])
  expect(await graph.sql(`select id from erp_adapter.taken_cloud_event`)).toEqual([{ id: 'young' }])
})
