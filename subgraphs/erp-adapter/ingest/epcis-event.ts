import { z } from 'zod'
import { vinFlaw, vinFlawMessage } from '#platform/vin.ts'
import { loadFlaw, mostCars } from './cars-of-load.ts'
import { bareWord, businessSteps, dispositions, isTerm, isUri } from './vocabulary.ts'

const uri = z.string().max(1000, 'must have at most 1000 characters').refine(isUri, 'must be a URI')
const uris = z.array(uri)
const text = z.string().trim().min(1, 'must not be empty').max(200)
const moment = z.iso
  .datetime({ offset: true, error: 'must be a moment with its offset, such as 2026-11-23T08:00:00+08:00' })
  .refine(value => /^(?:19[89]|20\d)/.test(value), 'must lie between 1980 and 2099')
const term = (vocabulary: ReadonlySet<string>) =>
  z
    .string()
    .max(1000, 'must have at most 1000 characters')
    .refine(word => isTerm(word, vocabulary), 'is no word of the Core Business Vocabulary 2.0, and no URI')
const place = z.object({ id: uri })

const vin = z
  .string()
  .toUpperCase()
  .superRefine((value, ctx) => {
    const flaw = vinFlaw(value)
    if (flaw !== null) ctx.addIssue({ code: 'custom', message: vinFlawMessage(value, flaw) })
  })

const sensorElement = z.object({
  sensorReport: z.array(
    z.object({ type: z.string().min(1), value: z.number().optional(), uom: z.string().min(1).optional() }),
  ),
})

/** An event of EPCIS 2.0, as far as a car's life is told by it. What else it holds is kept, and not read. */
const event = z.object({
  type: z.enum(['ObjectEvent', 'AggregationEvent', 'AssociationEvent', 'TransactionEvent', 'TransformationEvent']),
  eventID: uri.optional(),
  eventTime: moment,
  eventTimeZoneOffset: z
    .string()
    .regex(/^[+-]\d\d:\d\d$/, 'must look like +08:00')
    .optional(),
  recordTime: moment.optional(),
  action: z.enum(['ADD', 'OBSERVE', 'DELETE']).optional(),
  bizStep: term(businessSteps).optional(),
  disposition: term(dispositions).optional(),
  readPoint: place.optional(),
  bizLocation: place.optional(),
  epcList: uris.optional(),
  parentID: uri.optional(),
  childEPCs: uris.optional(),
  childQuantityList: z.array(z.object({})).optional(),
  destinationList: z.array(z.object({ type: z.string().min(1), destination: uri })).optional(),
  inputEPCList: uris.optional(),
  outputEPCList: uris.optional(),
  bizTransactionList: z.array(z.object({ bizTransaction: uri })).optional(),
  sensorElementList: z.array(sensorElement).optional(),
  errorDeclaration: z
    .object({ declarationTime: moment, reason: z.string().optional(), correctiveEventIDs: uris.optional() })
    .optional(),
  'autograph:productionNumber': text.optional(),
  'autograph:vin': vin.optional(),
  'autograph:modelCode': text.optional(),
  'autograph:plant': text.optional(),
  'autograph:options': z.array(text).optional(),
  'autograph:engineNumber': text.optional(),
  'autograph:sourceCode': text.optional(),
  'autograph:expectedArrival': moment.optional(),
  'autograph:pass': z.enum(['in', 'out']).optional(),
  'autograph:parts': z.array(z.object({ number: text, batch: text.optional() })).optional(),
})

export type EpcisEvent = z.infer<typeof event>

/** Whether an event says itself which car it is about; a carrier's event can name many by what is on it instead. */
export const namesCar = (event: EpcisEvent): boolean =>
  event['autograph:productionNumber'] !== undefined || event['autograph:vin'] !== undefined

/** Whether an event says that all comes off a load: it names nothing of what is on it. */
export const isEmptying = (event: EpcisEvent): boolean =>
  event.type === 'AggregationEvent' &&
  event.action === 'DELETE' &&
  !namesCar(event) &&
  [event.childEPCs, event.childQuantityList].every(things => things === undefined || things.length === 0)

/** What the standard demands of each type beside its time. */
const demands: Readonly<Record<EpcisEvent['type'], readonly (keyof EpcisEvent)[]>> = {
  ObjectEvent: ['action'],
  AggregationEvent: ['action', 'childEPCs'],
  AssociationEvent: ['action', 'parentID', 'childEPCs'],
  TransactionEvent: ['action', 'bizTransactionList'],
  TransformationEvent: ['outputEPCList'],
}

export const epcisEvent = event.superRefine((value, ctx) => {
  const emptying = isEmptying(value)
  for (const field of emptying ? (['parentID'] as const) : demands[value.type])
    if (value[field] === undefined)
      ctx.addIssue({ code: 'custom', path: [field], message: `is missing: ${value.type} needs it` })
  if (namesCar(value)) return
  if (emptying) return checkEmptying(value, ctx)
  if (value.type === 'AggregationEvent' && value.childEPCs !== undefined && value.childEPCs.length > 0)
    checkLoad(value.childEPCs, ctx)
  else
    ctx.addIssue({
      code: 'custom',
      path: ['autograph:productionNumber'],
      message: 'is missing: an event names its car by production number or, once it is bound, by autograph:vin',
    })
})

const ofNamedCars = new Set(['inspecting', 'repairing', 'retail_selling', 'retail_sold'])

/** What is said of a car's tests and of its sale must name the car. */
function checkEmptying(event: EpcisEvent, ctx: z.RefinementCtx): void {
  for (const field of ['bizStep', 'disposition'] as const)
    if (ofNamedCars.has(bareWord(event[field] ?? '')))
      ctx.addIssue({ code: 'custom', path: [field], message: 'is only said of cars that are named' })
}

/** What is on a carrier must be cars, for nothing of a load is passed over. */
function checkLoad(children: readonly string[], ctx: z.RefinementCtx): void {
  const refuse = (path: (string | number)[], message: string): void => ctx.addIssue({ code: 'custom', path, message })
  if (children.length > mostCars) return refuse(['childEPCs'], `names ${children.length} cars; it can name ${mostCars}`)
  for (const [place, epc] of children.entries()) {
    const flaw = loadFlaw(epc)
    if (flaw !== null) refuse(['childEPCs', place], flaw)
  }
}
