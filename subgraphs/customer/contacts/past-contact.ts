import type { Department } from '#platform/department.ts'
import type { TouchpointChannel } from '../touchpoints/touchpoint.ts'
import type { ContactChannel } from './contact-rule.ts'

/** A contact, and whether the caller may know more of it than that it stands against another. */
export type Told<Contact> = Contact & { readonly isTold: boolean }

/** A contact that some department made with a person, or tried to. */
export interface PastContact {
  readonly touchpointId: string | null
  /** The grant that it was made by, if any. */
  readonly grantId: string | null
  readonly department: Department
  readonly channel: TouchpointChannel | null
  readonly at: Date
  /** False for an attempt that reached nobody. */
  readonly reached: boolean
}

/** A grant that is open. */
export interface HeldContact {
  readonly id: string
  readonly department: Department
  readonly channel: ContactChannel
  readonly since: Date
  readonly until: Date
}
