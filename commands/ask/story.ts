import { z } from 'zod'

// Every block may be null: the subgraph that answers it can be away while the others tell their part.

const text = z.string().nullable()
const moment = z.iso.datetime().nullable()
const named = z.object({ nameEn: text, nameZh: text }).nullable()
const money = z.object({ amount: z.string(), currency: z.string() }).nullable()
const list = <Item extends z.ZodType>(item: Item) => z.array(item).nullable()
const page = <Node extends z.ZodType>(node: Node) => z.object({ nodes: z.array(node) }).nullable()

const productionOrder = z.object({
  productionNumber: z.string(),
  erpOrderNumber: text,
  state: text,
  plannedEnd: moment,
  actualStart: moment,
  actualEnd: moment,
  salesOrder: z.object({ id: z.string(), placedAt: moment, dealer: z.object({ name: text }).nullable() }).nullable(),
  reworks: list(z.object({ at: moment, station: named })),
  skippedStations: list(z.object({ nameEn: text, nameZh: text })),
})

const qualityResult = z.object({
  at: moment,
  measure: z.string(),
  value: z.number().nullable(),
  unit: text,
  minimum: z.number().nullable(),
  maximum: z.number().nullable(),
  verdict: z.string(),
  station: named,
})

const sale = z.object({
  kind: text,
  soldAt: moment,
  price: money,
  dealer: z.object({ name: text, city: text }).nullable(),
  buyer: z.object({ displayName: text }).nullable(),
})

const contact = z.object({
  status: z.string(),
  reachedAt: moment,
  channel: text,
  response: text,
  campaign: z.object({ name: text, goal: text }),
})

const owner = z.object({
  role: z.string(),
  from: moment,
  until: moment,
  customer: z.object({ id: z.string(), displayName: text, campaigns: page(contact) }).nullable(),
})

const serviceOrder = z.object({
  payType: text,
  inAt: moment,
  outAt: moment,
  odometerKm: z.number().nullable(),
  complaint: text,
  cause: text,
  station: z.object({ name: text, city: text, dealer: z.object({ name: text }).nullable() }).nullable(),
  operations: list(z.object({ code: z.string(), description: z.string(), labourHours: z.string() })),
  parts: list(z.object({ number: z.string(), name: z.string(), quantity: z.string(), faultCode: text })),
  price: money,
})

const warranty = z.object({
  endsOn: text,
  endsAtKm: z.number(),
  lastOdometerKm: z.number().nullable(),
  active: z.boolean(),
  reason: z.string(),
})

/** The story of a car as the graph answers it. */
export const story = z.object({
  vin: text,
  productionNumber: text,
  plate: text,
  engineNumber: text,
  builtAt: moment,
  model: z.object({ nameEn: text, nameZh: text }).nullable(),
  configuration: list(z.object({ family: z.string(), choiceEn: z.string(), choiceZh: z.string() })),
  plant: named,
  productionOrder: productionOrder.nullable(),
  stationHistory: list(
    z.object({ station: z.object({ shop: text, nameEn: text, nameZh: text }), enteredAt: moment, leftAt: moment }),
  ),
  qualityResults: list(qualityResult),
  status: text,
  statusSince: moment,
  whereabouts: z.object({ kind: z.string(), since: moment, place: named }).nullable(),
  timeline: page(z.object({ status: z.string(), at: moment, place: named })),
  sales: page(sale),
  owners: list(owner),
  warranty: warranty.nullable(),
  serviceOrders: page(serviceOrder),
  recalls: list(z.object({ addedAt: moment, recall: z.object({ title: text, remedy: text }) })),
  cases: page(
    z.object({
      id: z.string(),
      kind: text,
      priority: text,
      status: text,
      subject: text,
      openedAt: moment,
      slaState: text,
    }),
  ),
})

export type Story = z.infer<typeof story>
export type QualityResult = z.infer<typeof qualityResult>
export type ServiceOrder = z.infer<typeof serviceOrder>
export type Named = z.infer<typeof named>
export type Price = z.infer<typeof money>
