import type { TestGraph } from '../kit/graph.ts'

/** News of a car, as the ERP adapter publishes them. */
export interface CarNews {
  readonly productionNumber: string
  readonly vin?: string | null
  readonly orderId?: string | null
  readonly status: string
  readonly at?: string
}

async function tell(graph: TestGraph, type: string, event: { key: string; payload: object }): Promise<void> {
  await graph.sql(
    `with event as (
       insert into platform.event (type, key, payload) values ($1, $2, $3) returning id, type, key
     ), delivery as (
       insert into platform.delivery (consumer, event_id, key)
       select 'sales', id, key from event returning consumer
     )
     select pg_notify('autograph_delivery', consumer) from delivery`,
    [type, event.key, JSON.stringify(event.payload)],
  )
}

/** Tells sales alone what became of a car, and waits until it has heard. */
export async function carBecame(graph: TestGraph, news: CarNews): Promise<void> {
  const { productionNumber, vin = null, orderId = null, status, at = '2026-05-01T08:00:00.000Z' } = news
  const payload = { productionNumber, vin, orderId, modelCode: 'ENVISION-GS', status, previous: null, at }
  await tell(graph, 'erp.VehicleStatusChanged', { key: productionNumber, payload })
  await graph.settled()
}

/** Tells sales that an order was taken into production, and waits until it has heard. */
export async function takenIn(graph: TestGraph, orderId: string, productionNumber: string): Promise<void> {
  const payload = { orderId, productionNumber, createdAt: '2026-04-01T08:00:00.000Z' }
  await tell(graph, 'erp.ProductionOrderCreated', { key: orderId, payload })
  await graph.settled()
}

/** A VIN of a maker who uses no check digit. */
export const vinNumber = (number: number): string => `W0L0AHL35${String(number).padStart(8, '0')}`

/** Tells sales of a car at a dealer that nobody ordered; gives its VIN. */
export async function stockCar(graph: TestGraph, number: number, status = 'AT_DEALER'): Promise<string> {
  const vin = vinNumber(number)
  await carBecame(graph, { productionNumber: `P-${number}`, vin, status })
  return vin
}
