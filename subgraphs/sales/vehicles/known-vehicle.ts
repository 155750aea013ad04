/** What sales knows of a car. */
export interface KnownVehicle {
  readonly productionNumber: string
  readonly vin: string | null
  readonly modelCode: string
  /** A name of the graph's `VehicleStatus`. */
  readonly status: string
  readonly orderId: string | null
}

const finished = new Set(['BUILT', 'RELEASED', 'IN_TRANSIT', 'AT_DEALER'])

/** Whether a car can be reserved and sold: it is built, and on its way to a customer. */
export const isFinished = ({ status }: KnownVehicle): boolean => finished.has(status)
