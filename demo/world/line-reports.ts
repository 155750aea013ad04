import { hour, minute, type Moment } from './calendar.ts'
import { vinBoundAt, type CarOnItsWay } from './car.ts'
import type { BuiltInPart, Measurement, Report } from './factory-event.ts'
import { parts } from './parts.ts'
import { line, plantOf, stationId, type LineStation, type Plant } from './plants.ts'
import { checks, type Check } from './quality-plan.ts'
import type { Random } from './random.ts'
import { reworkTime } from './way.ts'

/** The tag on the body, as an asset of the plant (GIAI). */
export const tagOf = (car: CarOnItsWay): string => `urn:epc:id:giai:6901234.TAG${car.productionNumber.slice(3)}`
export const engineOf = (car: CarOnItsWay): string =>
  `${car.model.line.powertrain === 'ELECTRIC' ? 'EM' : 'LSY'}${car.vin.slice(-8)}`

/** The reads of a car at the stations of its line, in and out, with what was measured there. */
export function lineReports(car: CarOnItsWay, random: Random): Report[] {
  const plant = plantOf(car.model.line.plant)
  const failing = checks.find(check => check.measure === car.failedMeasure) ?? null
  const slot = (car.builtAt - car.startedAt - (failing === null ? 0 : reworkTime)) / (line.length + 1)
  let lost = 0
  return [
    {
      at: car.startedAt,
      bizStep: 'commissioning',
      disposition: 'active',
      action: 'ADD',
      tag: tagOf(car),
      sourceCode: '3400',
    },
    ...line.flatMap((station, place) => {
      const enteredAt = car.startedAt + lost + (place + 0.2 + random.next() * 0.2) * slot
      const fails = failing?.station === station.code ? failing : null
      if (fails !== null) lost = reworkTime
      const leftAt = enteredAt + (fails === null ? 0 : reworkTime) + (0.4 + random.next() * 0.3) * slot
      return stay({
        car,
        plant,
        station,
        enteredAt,
        leftAt,
        failing: fails,
        random,
      })
    }),
  ]
}

interface Stay {
  readonly car: CarOnItsWay
  readonly plant: Plant
  readonly station: LineStation
  readonly enteredAt: Moment
  readonly leftAt: Moment
  readonly failing: Check | null
  readonly random: Random
}

function stay({ car, plant, station, enteredAt, leftAt, failing, random }: Stay): Report[] {
  const bizStep = station.shop === 'QUALITY' ? 'inspecting' : 'assembling'
  const there = { readPoint: stationId(plant, station), bizLocation: plant.id, tag: tagOf(car), bizStep }
  const entered: Report = { ...there, at: enteredAt, disposition: 'in_progress', pass: 'IN' }
  if (station.shop !== 'QUALITY')
    return [
      entered,
      { ...there, at: leftAt, disposition: 'in_progress', pass: 'OUT', ...boundAt(car, station, random) },
    ]
  const planned = checks.filter(check => check.station === station.code)
  const passed: Report = {
    ...there,
    at: leftAt,
    disposition: 'conformant',
    pass: 'OUT',
    measurements: planned.map(check => measured(check, random)),
  }
  return failing === null ? [entered, passed] : [entered, ...rework(entered, passed, { failing, random })]
}

/** The check fails, the car is repaired for some hours and measured again. */
function rework(entered: Report, passed: Report, { failing, random }: { failing: Check; random: Random }): Report[] {
  const wrong = { ...measured(failing, random), value: round(failing.maximum * 1.6 + 0.4, failing.decimals) }
  const found = entered.at + 25 * minute
  return [
    { ...passed, at: found, pass: null, disposition: 'non_conformant', measurements: [wrong] },
    { ...passed, at: found + hour, pass: null, bizStep: 'repairing', disposition: 'in_progress', measurements: [] },
    passed,
  ]
}

/** The VIN is stamped at the end of the body shop, the engine and the parts that recalls ask for go in at assembly. */
function boundAt(car: CarOnItsWay, { code }: LineStation, random: Random): Partial<Report> {
  if (code === 'BODY-08') return { at: vinBoundAt(car), action: 'ADD', vin: car.vin }
  if (code === 'ASSEMBLY-05')
    return { action: 'ADD', engineNumber: engineOf(car), parts: [batchOf(parts.fuelPump.number, car, random)] }
  return code === 'ASSEMBLY-06' ? { parts: [batchOf(parts.brakeBooster.number, car, random)] } : {}
}

const batchOf = (number: string, { productionNumber }: CarOnItsWay, random: Random): BuiltInPart => ({
  number,
  batch: `B${productionNumber.slice(3, 7)}-${random.int(1, 4)}`,
})

function measured({ measure, unit, minimum, maximum, decimals }: Check, random: Random): Measurement {
  const place = 0.2 + 0.6 * random.next()
  return { measure, unit, value: round(minimum + (maximum - minimum) * place, decimals) }
}

const round = (value: number, decimals: number): number => Number(value.toFixed(decimals))
