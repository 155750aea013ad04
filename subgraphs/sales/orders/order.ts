export type OrderKind = 'BUILD' | 'STOCK'
export type OrderStatus =
  | 'PLACED'
  | 'ACCEPTED'
  | 'SCHEDULED'
  | 'IN_PRODUCTION'
  | 'BUILT'
  | 'IN_TRANSIT'
  | 'AT_DEALER'
  | 'PRODUCTION_CANCELLED'
  | 'RESERVED'
  | 'QUEUED'
  | 'EXPIRED'
  | 'DELIVERED'
  | 'CANCELLED'

/** An order as stored. */
export interface OrderRow {
  readonly id: string
  readonly kind: OrderKind
  readonly status: OrderStatus
  readonly customerId: string
  readonly dealerId: string
  readonly salesCycleId: string | null
  readonly modelCode: string
  readonly options: readonly string[]
  readonly priceAmount: string
  readonly priceCurrency: string
  /** In the currency of the price. */
  readonly listAmount: string | null
  readonly productionNumber: string | null
  readonly vin: string | null
  readonly placedAt: Date
  readonly promisedAt: Date | null
  readonly frozenAt: Date | null
  readonly holdHours: number
  readonly reservedUntil: Date | null
  /** When the plant expects the car to be finished, once it waits for parts. */
  readonly expectedAt: Date | null
  readonly waitsForParts: boolean
}

/** One step of an order. */
export interface OrderEventRow {
  readonly orderId: string
  readonly status: OrderStatus
  readonly at: Date
  readonly note: string | null
}

/** A closed order changes no more. */
export const isClosed = ({ status }: Pick<OrderRow, 'status'>): boolean =>
  status === 'DELIVERED' || status === 'CANCELLED' || status === 'EXPIRED'
