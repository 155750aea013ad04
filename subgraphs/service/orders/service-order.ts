export type PayType = 'CUSTOMER' | 'WARRANTY' | 'GOODWILL' | 'RECALL'

export interface ServiceOrder {
  readonly id: string
  readonly vin: string
  readonly stationId: string
  /** The dealer that runs the station. */
  readonly dealerId: string
  readonly customerId: string | null
  readonly appointmentId: string | null
  readonly status: 'OPEN' | 'CLOSED'
  readonly payType: PayType
  readonly odometerKm: number
  /** Null for whoever sees the car and not whom the work was done for. */
  readonly complaint: string | null
  readonly cause: string | null
  readonly technician: string | null
  readonly currency: string
  readonly labourAmount: string
  readonly priceAmount: string
  readonly inAt: Date
  readonly outAt: Date | null
}
