import type { z } from 'zod'
import type { customerActivity } from '#platform/event-catalogue.ts'

type Told = z.infer<typeof customerActivity.payload>

/** What a department did with a customer, as an entry of the customer's timeline. */
export interface Activity {
  readonly id: string
  readonly customerId: string
  readonly kind: Told['kind']
  readonly department: Told['department']
  readonly at: Date
  readonly summary: string
  readonly subjectType: string
  readonly subjectId: string
}

export type ActivityKind = Activity['kind']
