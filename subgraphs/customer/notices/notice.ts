import type { Principal, Role } from '#platform/auth.ts'
import { departments, type Department } from '#platform/department.ts'
import { Fault } from '#platform/errors.ts'
import type { NoticeTopic } from './notice-topic.ts'

/** What a department was told. */
export interface Notice {
  readonly id: string
  readonly department: Department
  /** Null for a prospect who is nobody's customer. */
  readonly customerId: string | null
  readonly topic: NoticeTopic
  readonly details: readonly string[]
  readonly origin: Department | null
  readonly summary: string
  readonly subjectType: string | null
  readonly subjectId: string | null
  readonly ruleId: string
  readonly changedAt: Date
  readonly deliveredAt: Date
}

/** Whose inboxes a role reads. */
const inboxes: Partial<Record<Role, readonly Department[]>> = {
  developer: departments,
  compliance: departments,
  'call-centre': departments,
  dealer: ['SALES', 'SERVICE'],
  'dealer-sales': ['SALES'],
  'dealer-service': ['SERVICE'],
  'regional-manager': ['SALES', 'SERVICE'],
  'key-account': ['SALES'],
  'marketing-analyst': ['MARKETING'],
}

/** The departments whose inboxes somebody reads. */
export const inboxesOf = ({ role }: Principal): readonly Department[] => inboxes[role] ?? []

/** Refuses whoever does not work in a department. */
export function demandInbox(principal: Principal, department: Department): void {
  if (!inboxesOf(principal).includes(department))
    throw new Fault('FORBIDDEN', `The inbox of ${department} is not read by the role ${principal.role}.`)
}

/** Who takes note: a dealer's department, or the maker's, which has no dealer. */
export const deskOf = ({ dealerId }: Principal): string => dealerId ?? ''
