export interface StationNotFound {
  readonly __typename: 'ServiceStationNotFound'
  readonly message: string
  readonly stationId: string
}

export const stationNotFound = (stationId: string): StationNotFound => ({
  __typename: 'ServiceStationNotFound',
  message: `There is no service station ${stationId}.`,
  stationId,
})
