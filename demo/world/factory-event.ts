import type { Moment } from './calendar.ts'

/** What a plant or a carrier reported of one car, in the words of EPCIS. */
export interface FactoryEvent {
  readonly id: string
  readonly productionNumber: string
  /** When it happened. */
  readonly at: Moment
  /** When the report came: later than the next one, now and then. */
  readonly arrivedAt: Moment
  readonly action: 'ADD' | 'OBSERVE' | 'DELETE'
  readonly bizStep: string
  readonly disposition: string | null
  readonly readPoint: string | null
  readonly bizLocation: string | null
  readonly pass: 'IN' | 'OUT' | null
  /** Code of the plant's own system. */
  readonly sourceCode: string | null
  readonly vin: string | null
  readonly tag: string | null
  readonly engineNumber: string | null
  readonly measurements: readonly Measurement[]
  readonly parts: readonly BuiltInPart[]
  /** The carrier's load that the car is on; null when the report names none. */
  readonly load: Load | null
  /** Takes out the event of the same id, which was a misread tag. */
  readonly declaresError: boolean
}

export interface Measurement {
  readonly measure: string
  readonly value: number
  readonly unit: string
}

/** Cars that a carrier takes from one place to another together. */
export interface Load {
  readonly id: string
  readonly to: string
  readonly expectedAt: Moment
}

export interface BuiltInPart {
  readonly number: string
  readonly batch: string
}

/** What is said of an event beside its car and its place in the row. */
export type Report = Pick<FactoryEvent, 'at' | 'bizStep'> &
  Partial<Omit<FactoryEvent, 'id' | 'productionNumber' | 'at' | 'arrivedAt' | 'bizStep' | 'declaresError'>>
