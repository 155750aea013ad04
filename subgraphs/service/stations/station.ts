export interface Station {
  readonly id: string
  readonly dealerId: string
  readonly name: string
  readonly address: string
  readonly city: string
  readonly region: string
  /** IANA name, such as `Asia/Shanghai`. */
  readonly timeZone: string
  readonly currency: string
  readonly bays: number
  readonly technicians: number
}

export interface OpeningHoursRow {
  readonly stationId: string
  /** Monday is 1. */
  readonly weekday: number
  readonly opens: string
  readonly closes: string
}

export const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const
