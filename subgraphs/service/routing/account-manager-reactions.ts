import { accountManagerChanged, accountManagerTakesOver } from '#platform/event-catalogue.ts'
import { reaction } from '#platform/events.ts'
import { handOverRequests } from '../requests/hand-over-requests.ts'
import { accountManagerOf } from './routing-store.ts'
import { handOverCases, learnAccountManager } from './routing-writes.ts'

export const onAccountManagerChanged = reaction(accountManagerChanged, async (tx, { payload }) => {
  const { customerId, employeeId, from } = payload
  await learnAccountManager(tx, { customerId, employeeId, since: new Date(from) })
})

/** Whoever takes over a customer takes over the cases and the requests between departments that his predecessor has open. */
export const onAccountManagerTakesOver = reaction(accountManagerTakesOver, async (tx, { payload }) => {
  const { customerId, employeeId, previousEmployeeId, at } = payload
  const since = new Date(at)
  // Another can have been named for the same time meanwhile.
  if ((await accountManagerOf(tx, customerId, since)) !== employeeId) return
  const handOver = { customerId, employeeId, previousEmployeeId, since }
  await handOverCases(tx, handOver)
  await handOverRequests(tx, handOver)
})
