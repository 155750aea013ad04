import { z } from 'zod'
import { isTimeZone } from '../is-time-zone.ts'
import { productionStates } from '../../production/erp-statuses.ts'

const set = z.string().regex(/^[A-Za-z_]\w*$/, 'must be the name of an entity set')
const field = z.string().regex(/^[A-Za-z_]\w*$/, 'must be the name of a property')

/** The environment's variable that holds a secret. */
const secret = z.string().min(1)

const access = z.discriminatedUnion('by', [
  /** Who asks need not be proved, as behind a network of one's own. */
  z.strictObject({ by: z.literal('nothing') }),
  z.strictObject({ by: z.literal('password'), user: z.string().min(1), passwordFrom: secret }),
  /** A bearer token; read anew when the service takes it no more. */
  z.strictObject({ by: z.literal('token'), tokenFrom: secret }),
])

/** How a set tells what has changed in it. */
const changes = z.discriminatedUnion('by', [
  /** Each row keeps the moment of its last change. */
  z.strictObject({ by: z.literal('field'), field }),
  /** The service keeps track of changes itself. */
  z.strictObject({ by: z.literal('deltaLink') }),
  /** It doesn't: all of it is read each time. */
  z.strictObject({ by: z.literal('whole') }),
])

/** How an order is cancelled there: by a status that is set, or an action that is bound to orders. */
const cancel = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('status'), status: z.string().min(1) }),
  z.strictObject({
    by: z.literal('action'),
    action: z.string().regex(/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)+$/, 'must be an action with its namespace'),
  }),
])

const orders = z
  .strictObject({
    set,
    changes,
    /** The key, a text. */
    number: field,
    /** Keeps our production number. */
    productionNumber: field,
    /** Keeps our model's code. */
    material: field,
    plant: field,
    quantity: field.optional(),
    /** Keeps option codes, with blanks between them. */
    options: field.optional(),
    plannedStart: field.optional(),
    plannedEnd: field.optional(),
    actualStart: field.optional(),
    actualEnd: field.optional(),
    /** Whether dates are moments, or days by the plants' clocks. */
    dates: z.enum(['moments', 'days']).default('moments'),
    status: field,
    /** Our state for each status there. */
    states: z.record(z.string().min(1), z.enum(productionStates)),
    cancel,
    /** What an order is made with beside. */
    fixed: z.record(field, z.union([z.string(), z.number(), z.boolean()])).default({}),
  })
  .refine(({ states }) => Object.values(states).includes('CANCELLED'), {
    path: ['states'],
    error: 'must say which status is CANCELLED',
  })
  .refine(({ cancel, states }) => cancel.by === 'action' || states[cancel.status] === 'CANCELLED', {
    path: ['cancel', 'status'],
    error: 'must be a status that states say is CANCELLED',
  })

const stock = z.strictObject({ set, changes, part: field, plant: field, place: field.optional(), onHand: field })

const purchases = z.strictObject({
  set,
  changes,
  number: field,
  part: field,
  supplier: field.optional(),
  plant: field,
  quantity: field,
  received: field.optional(),
  dueOn: field.optional(),
  status: field,
  /** The statuses in which the supplier was asked and may still deliver. */
  ordered: z.array(z.string().min(1)).min(1, 'must name a status'),
})

const cars = z.strictObject({ set, changes, vin: field, product: field, place: field.optional() })

export const odataSettings = z.strictObject({
  /** The root of the service, such as `https://erp.example/odata/v4/manufacturing`. */
  url: z.url({ protocol: /^https?$/ }),
  access,
  /** The plants there by the ids of ours; orders, stock and purchases of others are not read. */
  plantCodes: z
    .record(z.string().min(1), z.string().min(1))
    .refine(codes => Object.keys(codes).length > 0, 'must name a plant'),
  /** The time zone of the plants' clocks, for days. */
  timeZone: z
    .string()
    .refine(zone => isTimeZone(zone), 'must be a time zone such as Asia/Shanghai')
    .default('UTC'),
  /** Rows that a page is asked to have. */
  pageSize: z.int().min(1).max(10_000).default(500),
  orders,
  stock: stock.optional(),
  purchases: purchases.optional(),
  cars: cars.optional(),
})

export type ODataSettings = z.output<typeof odataSettings>
export type SetChanges = z.output<typeof changes>
