import { vinFlaw, vinFlawMessage } from '#platform/vin.ts'

/** A car among the things on a carrier. */
export interface LoadedCar {
  /** Its place among them. */
  readonly child: number
  /** Null when it is named by its VIN. */
  readonly productionNumber: string | null
  readonly vin: string | null
}

/** Cars of one event at the most. */
export const mostCars = 500

const carPrefix = 'urn:autograph:car:'

/** The cars that a carrier's event names: by production number, or by a URI that ends with a VIN. */
export const carsOfLoad = (children: readonly string[]): readonly LoadedCar[] =>
  children.map((epc, child) => {
    const productionNumber = numberIn(epc)
    return { child, productionNumber, vin: productionNumber === null ? vinIn(epc) : null }
  })

/** Why something on a carrier is no car of ours; null when it is one. */
export function loadFlaw(epc: string): string | null {
  if (numberIn(epc) !== null) return null
  const vin = vinIn(epc)
  const flaw = vinFlaw(vin)
  if (flaw === null) return null
  return flaw === 'checkDigit'
    ? vinFlawMessage(vin, flaw)
    : `names no car: it must be ${carPrefix} and a production number, or end with a VIN`
}

const numberIn = (epc: string): string | null => {
  const number = epc.startsWith(carPrefix) ? epc.slice(carPrefix.length) : ''
  return /^[^\p{Cc}\p{Cs}\s]{1,200}$/u.test(number) ? number : null
}

const vinIn = (epc: string): string =>
  epc
    .split(/[:/#.]/)
    .at(-1)
    ?.toUpperCase() ?? ''
