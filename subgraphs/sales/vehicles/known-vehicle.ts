/** What sales knows of a car. */
export interface KnownVehicle {
  readonly productionNumber: string
  readonly vin: string | null
  readonly modelCode: string
  /** A name of the graph's `VehicleStatus`. */
  readonly status: string
  readonly orderId: string | null
}

/** Whether the factory's systems say that a buyer has the car; only its sale tells who. */
export const isHandedOver = ({ status }: Pick<KnownVehicle, 'status'>): boolean => status === 'DELIVERED'

const finished = new Set(['BUILT', 'RELEASED', 'IN_TRANSIT', 'AT_DEALER'])

/** Whether a car can be reserved and sold: it is built, and on its way to a customer. */
export const isFinished = ({ status }: Pick<KnownVehicle, 'status'>): boolean => finished.has(status)
