import type { NewOrder } from '../vehicles/insert-cars.ts'
import type { LogEvent } from './log-event.ts'
import type { SentFlaw } from './read-sent-events.ts'

/** What is known before a capture of the cars and models that its events name. */
export interface KnownCars {
  /** VIN of each car known by production number; null while none is bound. */
  readonly vins: ReadonlyMap<string, string | null>
  /** The production number of the car that holds a VIN. */
  readonly holders: ReadonlyMap<string, string>
  readonly models: ReadonlySet<string>
  readonly plants: ReadonlySet<string>
}

/** An event of one of several captures, which are counted from 0. */
export interface CapturedEvent {
  readonly capture: number
  readonly event: LogEvent
}

/** An event with the production number of its car. */
export interface OwnedEvent extends CapturedEvent {
  readonly productionNumber: string
}

/** A flaw of an event of one of the captures, counted from 0. */
export interface CaptureFlaw extends SentFlaw {
  readonly capture: number
}

export interface Judgement {
  readonly events: readonly OwnedEvent[]
  /** What the cars are ordered as that the events make known. */
  readonly newCars: readonly NewOrder[]
  readonly flaws: readonly CaptureFlaw[]
}

/** Decides which events can be taken: each must name a known car, or one that it or a companion makes known. */
export function judgeEvents(given: readonly CapturedEvent[], known: KnownCars): Judgement {
  const newCars = new Map<string, NewOrder>()
  for (const { event } of given) {
    const car = newCarOf(event, known)
    if (car !== null && !newCars.has(car.productionNumber)) newCars.set(car.productionNumber, car)
  }
  const vins = new Map(known.vins)
  const holders = new Map(known.holders)
  const events: OwnedEvent[] = []
  const flaws: CaptureFlaw[] = []

  for (const { capture, event } of given) {
    const productionNumber = event.productionNumber ?? holders.get(event.vin ?? '') ?? null
    const flaw = flawOf(event, { ...known, vins, holders, newCars })
    if (flaw !== null)
      flaws.push({
        capture,
        index: event.index,
        path: event.child === null ? [flaw.field] : ['childEPCs', event.child],
        message: flaw.message,
      })
    else if (productionNumber !== null) {
      events.push({ capture, productionNumber, event })
      if (event.vin !== null && !event.declaresError) {
        vins.set(productionNumber, event.vin)
        holders.set(event.vin, productionNumber)
      }
    }
  }
  const named = new Set(events.map(event => event.productionNumber))
  return { events, newCars: [...newCars.values()].filter(car => named.has(car.productionNumber)), flaws }
}

const firstSteps = new Set(['commissioning', 'autograph:ordering'])

function newCarOf(event: LogEvent, known: KnownCars): NewOrder | null {
  const { productionNumber, modelCode, plantId, optionCodes, bizStep } = event
  if (productionNumber === null || modelCode === null || !firstSteps.has(bizStep ?? '')) return null
  if (known.vins.has(productionNumber) || !known.models.has(modelCode)) return null
  return { productionNumber, modelCode, plantId, optionCodes }
}

interface FieldFlaw {
  readonly field: 'autograph:productionNumber' | 'autograph:vin' | 'autograph:modelCode' | 'autograph:plant'
  readonly message: string
}

type Knowledge = KnownCars & { readonly newCars: ReadonlyMap<string, NewOrder> }

function flawOf(event: LogEvent, { vins, holders, models, plants, newCars }: Knowledge): FieldFlaw | null {
  const { productionNumber, vin, modelCode, plantId } = event
  const holder = vin === null ? undefined : holders.get(vin)
  if (modelCode !== null && !models.has(modelCode))
    return { field: 'autograph:modelCode', message: `names the model ${modelCode}, which is not known` }
  if (plantId !== null && !plants.has(plantId))
    return { field: 'autograph:plant', message: `names the plant ${plantId}, which is not known` }
  if (productionNumber === null)
    return holder === undefined ? { field: 'autograph:vin', message: `names the VIN ${vin}, which no car has` } : null
  if (!vins.has(productionNumber) && !newCars.has(productionNumber))
    return {
      field: 'autograph:productionNumber',
      message: `names the car ${productionNumber}, which is not known: a commissioning with autograph:modelCode makes it known`,
    }
  if (vin === null || event.declaresError) return null
  if (holder !== undefined && holder !== productionNumber)
    return { field: 'autograph:vin', message: `binds the VIN ${vin}, which the car ${holder} has` }
  const own = vins.get(productionNumber) ?? null
  return own === null || own === vin
    ? null
    : {
        field: 'autograph:vin',
        message: `binds the VIN ${vin} to a car that has ${own}; declare that event in error first`,
      }
}
