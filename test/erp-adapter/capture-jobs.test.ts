import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { atStation, capture, commissioned } from './factory.ts'
import { describePlant } from './plant.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
  await capture(graph, [commissioned('J1', 0)])
  for (const hour of [1, 2, 3, 4, 5, 6, 7]) await capture(graph, [atStation('J1', hour, 'T-BODY')])
})
afterAll(() => graph.stop())

const ask = (query: string): Promise<Response> => fetch(`${graph.subgraphUrl('erp-adapter')}/ingest/capture${query}`)

test('the list of jobs has all of them, those that came last first, in pages that link on', async () => {
  const pages: string[][] = []
  let next: string | undefined = '?perPage=3'
  while (next !== undefined) {
    const response: Response = await ask(next)
    const jobs: any = await response.json()
    pages.push(jobs.map((job: any) => job.captureID))
    // A job that comes meanwhile moves no page.
    if (pages.length === 1) await capture(graph, [atStation('J1', 8, 'T-PAINT')])
    next = response.headers.get('link')?.match(/^<\/ingest\/capture(.+)>; rel="next"$/)?.[1]
  }
  const made = await graph.sql('select id from erp_adapter.capture_job order by created_at desc')
  expect(pages.map(page => page.length)).toEqual([3, 3, 2])
  expect(pages.flat()).toEqual(made.slice(1).map(({ id }) => id))
})

test('a job in the list says what it says alone', async () => {
  const [first]: any = await (await ask('?perPage=1')).json()
  expect(await (await ask(`/${first.captureID}`)).json()).toEqual(first)
})

test.each(['perPage=0', 'perPage=201', 'perPage=many', 'nextPageToken=none'])(
  'a list by %s is refused',
  async query => {
    const response = await ask(`?${query}`)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ type: 'epcisException:ValidationException' })
  },
)
