import { dayOf, type Moment } from './calendar.ts'
import { happened, isSold, ownerAt } from './car.ts'
import type { Customer } from './customers.ts'
import { messageIdOf } from './reach.ts'
import { isCovered, recalls } from './recalls.ts'
import type { Touchpoint } from './touchpoints.ts'
import type { World } from './world.ts'

/** A line of a customer's timeline. */
export interface Activity {
  readonly customer: Customer
  readonly kind:
    | 'TOUCHPOINT'
    | 'LEAD'
    | 'ORDER'
    | 'SALE'
    | 'OWNERSHIP'
    | 'APPOINTMENT'
    | 'SERVICE'
    | 'CASE'
    | 'RECALL'
    | 'MESSAGE'
    | 'CONSENT'
  readonly department: 'CUSTOMER' | 'SALES' | 'SERVICE' | 'MARKETING' | 'PRODUCTION'
  readonly at: Moment
  readonly summary: string
  readonly subject: { readonly type: string; readonly id: string }
}

/** What every department did with every customer, department by department. */
export function* activitiesOf(world: World): Generator<Activity> {
  yield* contacts(world)
  yield* selling(world)
  yield* serving(world)
  yield* recalling(world)
  yield* reaching(world)
}

const ways = {
  PHONE: 'Call',
  MAIL: 'Letter',
  EMAIL: 'E-mail',
  SMS: 'Text message',
  IM: 'Chat',
  WECHAT: 'WeChat message',
  WEB: 'Contact on the web site',
  SOCIAL: 'Contact on social media',
  DEALER_VISIT: 'Visit at a dealer',
  APP: 'Contact in the app',
} as const satisfies Record<Touchpoint['channel'], string>

function* contacts(world: World): Generator<Activity> {
  for (const { id, customer, channel, direction, department, at } of world.touchpoints()) {
    const other = department === 'CUSTOMER' ? 'customer care' : department.toLowerCase()
    const summary = `${ways[channel]} ${direction === 'INBOUND' ? 'to' : 'from'} ${other}`
    yield { customer, kind: 'TOUCHPOINT', department, at, summary, subject: { type: 'Touchpoint', id } }
  }
  for (const { id, customer, given, purpose, channel, dealerId, at } of world.consents()) {
    const recipient = dealerId === null ? 'MAKER' : `DEALER:${dealerId}`
    const summary = `Consent ${given ? 'given' : 'withdrawn'}: ${purpose}, ${channel}, ${recipient}`
    yield { customer, kind: 'CONSENT', department: 'CUSTOMER', at, summary, subject: { type: 'Consent', id } }
  }
}

const saleSubject = (id: string): Activity['subject'] => ({ type: 'RetailSale', id })

function* selling(world: World): Generator<Activity> {
  const department = 'SALES'
  for (const { id, customer, channel, modelCode, capturedAt, closedAt, status } of world.leads()) {
    if (customer === null) continue
    const lead = { customer, kind: 'LEAD', department, subject: { type: 'Lead', id } } as const
    yield { ...lead, at: capturedAt, summary: `Lead by ${channel}: ${modelCode}` }
    if (closedAt !== null && status === 'CONVERTED')
      yield { ...lead, at: closedAt, summary: 'The lead became an opportunity' }
  }
  for (const { id, car, steps } of world.orders()) {
    const order = { customer: car.buyer, kind: 'ORDER', department, subject: { type: 'SalesOrder', id } } as const
    for (const [index, { status, at }] of steps.entries())
      if (status !== 'DELIVERED')
        yield {
          ...order,
          at,
          summary: index === 0 ? `Order of a ${car.model.code}: ${status}` : `The ordered car is ${status}`,
        }
  }
  for (const car of world.cars.filter(isSold)) {
    const sale = { kind: 'SALE', department } as const
    const { resale, model } = car
    yield {
      ...sale,
      customer: car.buyer,
      at: car.soldAt,
      summary: `Bought a new ${model.code}`,
      subject: saleSubject(car.saleId),
    }
    if (resale !== null && happened(resale.soldAt))
      yield {
        ...sale,
        customer: resale.buyer,
        at: resale.soldAt,
        summary: `Bought a used ${model.code}`,
        subject: saleSubject(resale.id),
      }
  }
  for (const { id, customer, role, from, until } of world.roles()) {
    const part = { customer, kind: 'OWNERSHIP', department, subject: { type: 'VehicleParticipant', id } } as const
    yield { ...part, at: from, summary: `Became ${role} of a car` }
    if (until !== null) yield { ...part, at: until, summary: `${role} of a car until ${dayOf(until)}` }
  }
}

/** Recalls that were opened on a car and, later, done: a company hears once of all its cars. */
function* recalling(world: World): Generator<Activity> {
  const told = new Set<string>()
  function* tell(customer: Customer, at: Moment, summary: string, id: string): Generator<Activity> {
    const key = `${customer.id} ${id} ${at}`
    if (told.has(key)) return
    told.add(key)
    yield { customer, kind: 'RECALL', department: 'SERVICE', at, summary, subject: { type: 'Recall', id } }
  }
  for (const { id, title, openedAt, ...recall } of recalls)
    for (const car of world.cars) {
      const owner = ownerAt(car, openedAt)
      if (owner !== null && isCovered(car, recall)) yield* tell(owner, openedAt, `Recall opened on a car: ${title}`, id)
    }
  const titles = new Map(recalls.map(recall => [recall.id, recall.title]))
  for (const { car, customer, operations, outAt } of world.services())
    for (const { recallId } of operations)
      if (recallId !== null && outAt !== null)
        yield* tell(customer, outAt, `Recall work done on ${car.vin}: ${titles.get(recallId)}`, recallId)
}

function* serving(world: World): Generator<Activity> {
  const department = 'SERVICE'
  for (const { id, car, customer, odometerKm, outAt } of world.services()) {
    if (outAt === null) continue
    const summary = `Service of ${car.vin} done at ${odometerKm} km`
    yield { customer, department, at: outAt, kind: 'SERVICE', summary, subject: { type: 'ServiceOrder', id } }
  }
  for (const { id, customer, kind, changes } of world.cases())
    for (const [index, { status, at }] of changes.entries()) {
      const what = index === 0 ? 'opened' : `now ${status.toLowerCase().replaceAll('_', ' ')}`
      const summary = `Case (${kind.toLowerCase()}) ${what}`
      yield { customer, kind: 'CASE', department, at, summary, subject: { type: 'Case', id } }
    }
  for (const { id, car, customer, purpose, status, createdAt } of world.appointments()) {
    const work = purpose === 'RECALL' ? 'recall work' : purpose.toLowerCase().replace('_', ' ')
    const summary = `Appointment for ${work} of ${car.vin} ${status.toLowerCase()}`
    yield { customer, kind: 'APPOINTMENT', department, at: createdAt, summary, subject: { type: 'Appointment', id } }
  }
}

function* reaching(world: World): Generator<Activity> {
  for (const reach of world.reaches()) {
    const { campaign, customer, sentAt, step } = reach
    if (sentAt === null) continue
    const summary = `${step.channel === 'SMS' ? 'SMS' : ways[step.channel]} of the campaign "${campaign.name}"`
    const subject = { type: 'OutboundMessage', id: messageIdOf(reach) }
    yield { customer, kind: 'MESSAGE', department: 'MARKETING', at: sentAt, summary, subject }
  }
}
