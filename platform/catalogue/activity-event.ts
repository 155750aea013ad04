import { z } from 'zod'
import { activityKinds } from '../activity-kind.ts'
import { departments } from '../department.ts'
import { defineEvent } from '../events.ts'
import { moment } from './event-shapes.ts'

/** Something between a customer and one of the departments, for the customer's timeline. Key: customer id. */
export const customerActivity = defineEvent(
  'CustomerActivity',
  z.object({
    customerId: z.string(),
    kind: z.enum(activityKinds),
    department: z.enum(departments),
    at: moment,
    /** One line for a person to read. */
    summary: z.string(),
    /** The entity behind it: a type of the graph and its id. The same subject, kind and time count once. */
    subject: z.object({ type: z.string(), id: z.string() }),
  }),
)
