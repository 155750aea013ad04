/** The car has been sold new. */
export interface VehicleAlreadySold {
  readonly __typename: 'VehicleAlreadySold'
  readonly message: string
  readonly vin: string
  readonly soldAt: Date
  readonly dealerId: string
}

/** Another order holds the car. */
export interface VehicleReserved {
  readonly __typename: 'VehicleReserved'
  readonly message: string
  readonly vin: string
  readonly until: Date | null
  readonly queueLength: number
}

/** The car is in another state than it must be. */
export interface VehicleNotAvailable {
  readonly __typename: 'VehicleNotAvailable'
  readonly message: string
  readonly vin: string
  readonly status: string
}

export const vehicleUnknown = (vin: string) =>
  ({ __typename: 'VehicleUnknown', message: `There is no car with the VIN ${vin}.`, vin }) as const

export const vehicleAlreadySold = (
  vin: string,
  { soldAt, dealerId }: { readonly soldAt: Date; readonly dealerId: string },
): VehicleAlreadySold => ({
  __typename: 'VehicleAlreadySold',
  message: `The car was sold on ${soldAt.toISOString().slice(0, 10)}.`,
  vin,
  soldAt,
  dealerId,
})

export const vehicleReserved = (
  vin: string,
  { until, queueLength }: { readonly until: Date | null; readonly queueLength: number },
): VehicleReserved => ({
  __typename: 'VehicleReserved',
  message:
    until === null
      ? 'The car was built for another order: queue for it with joinQueue, or choose another.'
      : `The car is reserved until ${until.toISOString()}: queue for it with joinQueue, or choose another.`,
  vin,
  until,
  queueLength,
})

export const vehicleNotAvailable = (vin: string, status: string): VehicleNotAvailable => ({
  __typename: 'VehicleNotAvailable',
  message: `The car is ${status}: it can be had from BUILT until it is delivered.`,
  vin,
  status,
})
