import { expect, test } from 'vitest'
import { vinOf } from '../service/workshop.ts'
import { startTwoDealers, workshop } from './two-desks.ts'

test('a workshop that another dealer’s customer comes to is told that the car is his, once he comes', async () => {
  const graph = await startTwoDealers()
  const vin = vinOf(201)
  const text = `{ appointment(id: "visiting") { customer { displayName } vehicle { vin recalls { recall { id } }
    owners { customer { id } } serviceOrders { nodes { id customer { id } complaint operations { code } } } } } }`
  const history = [{ id: 'work-b-1', customer: null, complaint: null, operations: [{ code: 'OP' }] }]
  const visit = (customer: string) =>
    graph.sql(`insert into service.appointment (id, vin, customer_id, station_id, purpose, status, starts_at, ends_at)
      values ('visiting', '${vin}', ${customer}, 'station-a', 'REPAIR', 'BOOKED', now(), now() + interval '1 hour')`)
  try {
    // Without his name the car alone has come.
    await visit('null')
    expect((await graph.data(text, {}, workshop)).appointment).toMatchObject({
      customer: null,
      vehicle: {
        vin,
        recalls: [{ recall: { id: 'recall' } }],
        owners: [{ customer: null }],
        serviceOrders: { nodes: history },
      },
    })
    await graph.sql(`update service.appointment set customer_id = 'person-b-1' where id = 'visiting'`)
    expect((await graph.data(text, {}, workshop)).appointment).toMatchObject({
      customer: { displayName: expect.stringContaining('KANARIEB-family-1') },
      vehicle: { owners: [{ customer: { id: 'person-b-1' } }], serviceOrders: { nodes: history } },
    })
    await graph.sql(`update service.appointment set status = 'CANCELLED' where id = 'visiting'`)
    expect((await graph.data(text, {}, workshop)).appointment.vehicle.owners).toEqual([{ customer: null }])
  } finally {
    await graph.stop()
  }
})
