import type { MutationAssignCustomerArgs } from '#generated/customer.ts'
import type { Context } from '#platform/context.ts'
import type { Transaction } from '#platform/database.ts'
import { accountManagerChanged, accountManagerTakesOver } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import { mutate } from '#platform/mutation.ts'
import { optional, spoken } from '../input/text.ts'
import { lockCustomer } from '../profile/customer-store.ts'
import { customerUnknown } from '../profile/customer-unknown.ts'
import { assign, type Wish } from './assign.ts'
import type { Assignment } from './assignment.ts'
import { endAssignment, findLatest, insertAssignment } from './assignment-store.ts'

type Input = MutationAssignCustomerArgs['input']

/** Gives a customer to an employee in a role, and relieves who had it at the same moment. */
export function assignCustomer(ctx: Context, input: Input) {
  const asked = readWish(ctx, input)
  return mutate(ctx, 'assignCustomer', input, async tx => {
    const customer = await lockCustomer(tx, asked.customerId)
    if (customer === undefined) return customerUnknown(asked.customerId)
    const customerId = customer.id
    const wish = { ...asked, customerId }
    const outcome = assign(await findLatest(tx, wish), wish, ctx.now)
    switch (outcome.kind) {
      case 'alreadyAssigned':
        return {
          __typename: 'AlreadyAssigned' as const,
          message: `The employee ${wish.employeeId} has this role already.`,
          assignment: outcome.latest,
        }
      case 'tooEarly':
        return {
          __typename: 'AssignmentTooEarly' as const,
          message: `The role was given on at ${outcome.latest.validFrom.toISOString()}, after that moment.`,
          assignment: outcome.latest,
          after: outcome.latest.validFrom,
        }
      case 'assigned': {
        const { validFrom, relieved } = outcome
        const assignment = { ...wish, validFrom, id: newId('assignment') }
        if (relieved !== null) await endAssignment(tx, relieved.id, validFrom)
        await insertAssignment(tx, assignment)
        await tell(tx, assignment, relieved)
        return {
          __typename: 'AssignCustomerSuccess' as const,
          customerId,
          assignmentId: assignment.id,
          previousId: relieved?.id ?? null,
        }
      }
    }
  })
}

function readWish(ctx: Context, input: Input): Wish {
  return {
    customerId: input.customerId,
    role: input.role,
    employeeId: spoken('employeeId', input.employeeId),
    employeeName: optional('employeeName', input.employeeName) ?? null,
    dealerId: optional('dealerId', input.dealerId) ?? null,
    validFrom: input.validFrom ?? null,
    reason: optional('reason', input.reason) ?? null,
    assignedBy: ctx.principal.name,
  }
}

/** A new account manager is told to all who hold open work of the customer. */
async function tell(tx: Transaction, assignment: Omit<Assignment, 'validUntil'>, relieved: Assignment | null) {
  if (assignment.role !== 'ACCOUNT_MANAGER') return
  const { customerId, employeeId, dealerId, validFrom } = assignment
  const previousEmployeeId = relieved?.employeeId ?? null
  const payload = { customerId, employeeId, dealerId, previousEmployeeId, from: validFrom.toISOString() }
  await publish(tx, accountManagerChanged, [{ key: customerId, payload }])
  if (previousEmployeeId === null) return
  const takesOver = { customerId, employeeId, previousEmployeeId, at: validFrom.toISOString() }
  await publish(tx, accountManagerTakesOver, [
    { key: `take-over of ${assignment.id}`, payload: takesOver, notBefore: validFrom },
  ])
}
