import type { CapturedText } from './captured-text.ts'
import type { CapturedEvent } from './judge-events.ts'
import type { LogEvent } from './log-event.ts'

/** What is told when all of a load comes off its carrier; who was on it, the log knows. */
export interface Emptying {
  readonly shipmentId: string
  readonly eventId: string
  /** The emptying with the same id was wrong. */
  readonly declaresError: boolean
  readonly eventTime: Date
  readonly bizStep: string | null
  readonly disposition: string | null
  readonly bizLocation: string | null
  readonly sourceCode: string | null
  /** The text that it came in, and where it stands there. */
  readonly captureId: string
  readonly place: string
}

/** Where an event came: in which of several captures, and where in it. */
export interface CapturePlace {
  readonly capture: number
  readonly index: number
}

/** The emptyings among events of captures, each with where it came. */
export const emptyingsIn = (
  events: readonly CapturedEvent[],
  captures: readonly { readonly captureId: string; readonly text: CapturedText }[],
): readonly (Emptying & { readonly at: CapturePlace })[] =>
  events
    .filter(({ event }) => event.action === 'EMPTY')
    .flatMap(({ capture, event: { shipmentId, index, ...event } }) => {
      const came = captures[capture]
      if (shipmentId === null || came === undefined) return []
      const { captureId, text } = came
      return [{ ...event, shipmentId, at: { capture, index }, captureId, place: text.placeOf(index) }]
    })

/** An emptying as an event of the log, which goes to each car that is on the load then. */
export const emptyingEvent = (emptying: Omit<Emptying, 'captureId' | 'place'>, index = 0): LogEvent => ({
  index,
  type: 'AggregationEvent',
  action: 'EMPTY',
  ...emptying,
  recordTime: null,
  child: null,
  productionNumber: null,
  vin: null,
  readPoint: null,
  pass: null,
  tag: null,
  engineNumber: null,
  destination: null,
  expectedAt: null,
  measurements: [],
  parts: [],
  modelCode: null,
  plantId: null,
  optionCodes: [],
})
