import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPerson } from '../customer/people.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { call } from '../service/workshop.ts'
import { completed, requestErasure } from './erasures.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

const keepApart = (id: string, content: string): Promise<unknown> =>
  graph.sql(
    `insert into erp_adapter.kept_apart_event (id, reasons, content, content_hash)
     values ($1, '[{"pointer": "", "message": "x"}]', $2, $1)`,
    [id, content],
  )

test('who had another name and number before is found by those too in what plants sent', async () => {
  const customerId = await aPerson(graph, {
    familyName: '欧阳',
    givenName: '金雀',
    contactPoints: [{ kind: 'PHONE', value: '+8613912340001' }],
  })
  const change = (facts: object): Promise<any> =>
    call(graph, 'changeCustomer', { input: { customerId, source: 'call-centre', ...facts }, select: '' })
  await change({ familyName: '司马' })
  await change({ givenName: 'Robin', familyName: 'Finch', locale: 'en-GB' })
  const [point] = await graph.sql(`select id from customer.contact_point where customer_id = $1`, [customerId])
  await call(graph, 'removeContactPoint', { input: { contactPointId: point.id, source: 'call-centre' }, select: '' })
  await keepApart('first', '{"driver": "欧阳金雀", "phone": "+8613912340001"}')
  await keepApart('second', '{"driver": "司马金雀"}')
  await keepApart('third', '{"driver": "Robin Finch", "beside": "欧阳小明"}')
  await requestErasure(graph, customerId)
  await completed(graph, customerId)
  expect(await graph.sql(`select id, content from erp_adapter.kept_apart_event order by id`)).toEqual([
    { id: 'first', content: '{"driver": "***", "phone": "***"}' },
    { id: 'second', content: '{"driver": "***"}' },
    { id: 'third', content: '{"driver": "***", "beside": "欧阳小明"}' },
  ])
})
