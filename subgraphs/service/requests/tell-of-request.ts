import type { Transaction } from '#platform/database.ts'
import { requestMoved } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { publishActivities } from '../customer-activity.ts'
import type { Department } from '#platform/department.ts'
import type { DepartmentRequest } from './request.ts'

export type MoveKind = 'OPENED' | 'FORWARDED' | 'ASKED' | 'ANSWERED' | 'WAIVED' | 'CLOSED' | 'REOPENED' | 'TAKEN_OVER'

export interface Told {
  readonly kind: MoveKind
  /** Each of them is told of a move of its own. */
  readonly departments: readonly Department[]
  /** Where it lay before; null for one that is opened. */
  readonly from: Department | null
  /** Who did it. */
  readonly by: string
  readonly at: Date
  /** Who answered for it, when another does from now on. */
  readonly formerOwner?: Pick<DepartmentRequest, 'ownerId' | 'ownerName' | 'ownerDepartment'> | null
  /** What was asked or settled. */
  readonly subQuestions?: readonly { readonly id: string; readonly department: Department }[]
}

const happened: Readonly<Record<MoveKind, string>> = {
  OPENED: 'opened with',
  FORWARDED: 'went to',
  ASKED: 'asks',
  ANSWERED: 'answered by',
  WAIVED: 'does without',
  CLOSED: 'closed by',
  REOPENED: 'opened again with',
  TAKEN_OVER: 'has another owner at',
}

/** Tells subscribers and the customer's timeline what happened to a request. */
export async function tellOfRequest(
  tx: Transaction,
  { id, customerId }: Pick<DepartmentRequest, 'id' | 'customerId'>,
  { kind, departments, from, by, at, formerOwner = null, subQuestions = [] }: Told,
): Promise<void> {
  const moves = departments.map(department => ({
    key: id,
    payload: {
      requestId: id,
      kind,
      department,
      from,
      by,
      formerOwner: formerOwner && {
        employeeId: formerOwner.ownerId,
        name: formerOwner.ownerName,
        department: formerOwner.ownerDepartment,
      },
      subQuestionIds: subQuestions.filter(each => each.department === department).map(each => each.id),
      at: at.toISOString(),
    },
  }))
  await publish(tx, requestMoved, moves)
  const summary = `Request ${happened[kind]} ${departments.map(each => each.toLowerCase()).join(', ')}`
  await publishActivities(tx, [{ customerId, kind: 'REQUEST', at, summary, subject: { type: 'Request', id } }])
}
