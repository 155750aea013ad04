import { z } from 'zod'
import { departments } from '../department.ts'
import { defineEvent } from '../events.ts'
import { moment } from './event-shapes.ts'

/** A customer record was made or a static fact of it changed. Key: customer id. */
export const customerChanged = defineEvent(
  'customer.CustomerChanged',
  z.object({
    customerId: z.string(),
    kind: z.enum(['PERSON', 'ORGANISATION']),
    /** Names of the changed facts, such as `phone`; empty when the record is new. */
    fields: z.array(z.string()),
    country: z.string().nullable(),
    region: z.string().nullable(),
    locale: z.string().nullable(),
    birthYear: z.number().nullable(),
  }),
)

/** A customer gave or withdrew consent. Key: customer id. */
export const consentChanged = defineEvent(
  'customer.ConsentChanged',
  z.object({
    customerId: z.string(),
    purpose: z.string(),
    channel: z.string(),
    recipient: z.string(),
    given: z.boolean(),
    at: moment,
  }),
)

/** Another employee answers for a customer, from now or from a day to come: open work moves. Key: customer id. */
export const accountManagerChanged = defineEvent(
  'customer.AccountManagerChanged',
  z.object({
    customerId: z.string(),
    employeeId: z.string(),
    /** Null for the maker's own employee. */
    dealerId: z.string().nullable(),
    previousEmployeeId: z.string().nullable(),
    from: moment,
  }),
)

/** The moment has come from which another employee answers for a customer, given out then. Key: `take-over of` and the assignment id. */
export const accountManagerTakesOver = defineEvent(
  'customer.AccountManagerTakesOver',
  z.object({ customerId: z.string(), employeeId: z.string(), previousEmployeeId: z.string(), at: moment }),
)

/** A department was granted a contact with a customer, made one, or gave it up. Key: customer id. */
export const contactTaken = defineEvent(
  'customer.ContactTaken',
  z.object({
    customerId: z.string(),
    department: z.enum(departments),
    state: z.enum(['HELD', 'CONTACTED', 'FREE']),
    /** Held: when the grant ends. Contacted: until when advertising is to wait. Free: from when on. */
    until: moment,
  }),
)

const merge = z.object({
  mergeId: z.string(),
  mergedId: z.string(),
  survivorId: z.string(),
  /** Who the survivor is when it is told, since survivors are merged too. */
  customerId: z.string(),
})

/** Two records were found to be of one customer: what is kept of the merged is the survivor's. Key: `merges`. */
export const customersMerged = defineEvent('customer.CustomersMerged', merge)

/** A merge was wrong: what it brought to the survivor goes back. Key: `merges`. */
export const customersUnmerged = defineEvent('customer.CustomersUnmerged', merge)

/** It was said what came of a granted contact that took place or was tried. Key: customer id, or the grant's for a prospect. */
export const contactCompleted = defineEvent(
  'customer.ContactCompleted',
  z.object({
    grantId: z.string(),
    /** Null for a prospect who is nobody's customer. */
    customerId: z.string().nullable(),
    department: z.enum(departments),
    /** Null for the maker's own. */
    dealerId: z.string().nullable(),
    /** A name of the graph's `ContactOutcome`. */
    outcome: z.string(),
    at: moment,
  }),
)

/** A customer came from one stage of his life as one to another. Key: customer id. */
export const lifecycleMoved = defineEvent(
  'customer.LifecycleMoved',
  z.object({
    customerId: z.string(),
    /** Names of the graph's `LifecycleStage`; null when he was in none. */
    from: z.string().nullable(),
    to: z.string(),
    /** A name of the graph's `LifecycleTrigger`. */
    trigger: z.string(),
    at: moment,
  }),
)

/** A customer stands otherwise in one respect. Key: customer id. */
export const statusChanged = defineEvent(
  'customer.StatusChanged',
  z.object({
    customerId: z.string(),
    /** A name of the graph's `StatusKind`. */
    kind: z.string(),
    /** Names of the graph's `StatusLevel`; null when nothing was known before. */
    level: z.string(),
    previous: z.string().nullable(),
    at: moment,
  }),
)

/** Notices came into inboxes, each department's at most once. Key: customer id, or what tells a prospect's contact. */
export const noticesArrived = defineEvent(
  'customer.NoticesArrived',
  z.object({
    customerId: z.string().nullable(),
    notices: z.array(z.object({ id: z.string(), department: z.enum(departments) })),
  }),
)

/** What all subgraphs hold of a person is to be given out. Key: customer id. */
export const exportRequested = defineEvent('customer.ExportRequested', z.object({ exportId: z.string() }))

/** A person's data are to go from all subgraphs. Key: customer id. */
export const erasureRequested = defineEvent('customer.ErasureRequested', z.object({ erasureId: z.string() }))
