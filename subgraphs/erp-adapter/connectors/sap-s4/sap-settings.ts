import { z } from 'zod'
import { isTimeZone } from '../is-time-zone.ts'

const access = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('password'),
    /** The communication user. */
    user: z.string().min(1),
    /** The environment's variable that holds the password. */
    passwordFrom: z.string().min(1),
  }),
  z.strictObject({
    by: z.literal('clientCredentials'),
    /** Where tokens are given out, such as `https://host/sap/bc/sec/oauth2/token`. */
    tokenUrl: z.url({ protocol: /^https?$/ }),
    clientId: z.string().min(1),
    /** The environment's variable that holds the client's secret. */
    secretFrom: z.string().min(1),
    scope: z.string().min(1).optional(),
  }),
])

export const sapSettings = z.strictObject({
  /** The host, such as `https://my300000-api.s4hana.example`; services are asked below it. */
  url: z.url({ protocol: /^https?$/ }),
  access,
  /** The client of the system, three digits; without it, the host's own. */
  client: z
    .string()
    .regex(/^\d{3}$/, 'must be three digits')
    .optional(),
  /** SAP's plants by the ids of ours; orders and stock of others are not read. */
  plantCodes: z
    .record(z.string().min(1), z.string().regex(/^[A-Z0-9]{1,4}$/, 'must be a plant of SAP, up to four characters'))
    .refine(codes => Object.keys(codes).length > 0, 'must name a plant'),
  /** The type that production orders are made with. */
  orderType: z.string().regex(/^[A-Z0-9]{1,4}$/, 'must be an order type, up to four characters'),
  /** The field of a production order that keeps our production number; a field of the customer's own is best. */
  numberField: z
    .string()
    .regex(/^[A-Za-z]\w*$/, 'must be the name of a property')
    .default('UnloadingPointName'),
  /** The time zone of the plants' clocks. */
  timeZone: z
    .string()
    .refine(zone => isTimeZone(zone), 'must be a time zone such as Asia/Shanghai')
    .default('UTC'),
})

export type SapSettings = z.output<typeof sapSettings>
