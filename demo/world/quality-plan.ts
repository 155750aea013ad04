/** What is measured at a quality station, and what passes. */
export interface Check {
  /** The station's code in the line. */
  readonly station: string
  readonly measure: string
  readonly unit: string
  readonly minimum: number
  readonly maximum: number
  readonly decimals: number
}

export const checks: readonly Check[] = [
  { station: 'QUALITY-01', measure: 'toeAngle', unit: 'deg', minimum: 0.05, maximum: 0.25, decimals: 2 },
  { station: 'QUALITY-01', measure: 'camberAngle', unit: 'deg', minimum: -1.2, maximum: -0.2, decimals: 2 },
  { station: 'QUALITY-02', measure: 'headlampAim', unit: 'percent', minimum: -1.5, maximum: -0.8, decimals: 2 },
  { station: 'QUALITY-03', measure: 'brakeForceDifference', unit: 'percent', minimum: 0, maximum: 8, decimals: 1 },
  { station: 'QUALITY-04', measure: 'waterIngress', unit: 'ml', minimum: 0, maximum: 5, decimals: 0 },
  { station: 'QUALITY-05', measure: 'cabinNoise', unit: 'dB', minimum: 55, maximum: 66, decimals: 1 },
]
