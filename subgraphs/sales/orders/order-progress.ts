import type { OrderRow, OrderStatus } from './order.ts'

const statusOfCar: Readonly<Record<string, OrderStatus>> = {
  ORDERED: 'ACCEPTED',
  ACCEPTED: 'ACCEPTED',
  SCHEDULED: 'SCHEDULED',
  BROADCAST: 'IN_PRODUCTION',
  BODY: 'IN_PRODUCTION',
  PAINT: 'IN_PRODUCTION',
  ASSEMBLY: 'IN_PRODUCTION',
  QUALITY: 'IN_PRODUCTION',
  BUILT: 'BUILT',
  RELEASED: 'BUILT',
  IN_TRANSIT: 'IN_TRANSIT',
  AT_DEALER: 'AT_DEALER',
  CANCELLED: 'PRODUCTION_CANCELLED',
}

/** What the ERP tells of the car that is built for an order. */
export interface CarNews {
  readonly productionNumber: string
  readonly vin: string | null
  readonly status: string
  readonly at: Date
}

/**
 * The order after news of its car. A plant that schedules a car without a moment for its freeze freezes it then, and
 * building freezes it whatever was planned. A car that the plant gives up leaves the order without number and VIN, open
 * to changes, until another is taken in. DELIVERED comes with the sale.
 */
export function progressed(order: OrderRow, { productionNumber, vin, status, at }: CarNews): OrderRow {
  const next = statusOfCar[status] ?? order.status
  if (next === 'PRODUCTION_CANCELLED')
    return { ...order, status: next, productionNumber: null, vin: null, frozenAt: null }
  return { ...order, status: next, productionNumber, vin: vin ?? order.vin, frozenAt: freezeAfter(order, next, at) }
}

function freezeAfter({ frozenAt }: OrderRow, next: OrderStatus, at: Date): Date | null {
  if (next === 'ACCEPTED' || next === 'PLACED') return null
  if (frozenAt === null) return at
  return next === 'SCHEDULED' || frozenAt < at ? frozenAt : at
}
