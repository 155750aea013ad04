import type { MutationSetCustomerStatusesArgs, StatusActionKind } from '#generated/customer.ts'
import { demandRole } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { Fault } from '#platform/errors.ts'
import { statusChanged } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import { mutate } from '#platform/mutation.ts'
import { optional, spoken } from '../input/text.ts'
import { lockCustomers } from '../profile/customer-store.ts'
import { saveActions, saveFindings, type Finding } from './status-writes.ts'

type Input = MutationSetCustomerStatusesArgs['input']

const mostAtOnce = 500
const mostActions = 20

const typeOf: Readonly<Record<StatusActionKind, string>> = {
  CONTACT: 'ContactGrant',
  TOUCHPOINT: 'Touchpoint',
  CAMPAIGN: 'Campaign',
  CASE: 'Case',
  REQUEST: 'Request',
  SERVICE_ORDER: 'ServiceOrder',
}

/** Keeps what an analysis or an employee found of many customers; only what is another than before is a change. */
export function setStatuses(ctx: Context, input: Input) {
  demandRole(ctx.principal, ['marketing-analyst', 'call-centre', 'key-account', 'developer'], 'Statuses are set by')
  const findings = readFindings(ctx, input)
  const ids = [...new Set(findings.map(each => each.customerId))]
  return mutate(ctx, 'setCustomerStatuses', input, async tx => {
    const seen = await lockCustomers(tx, ids)
    const customerIds = ids.filter(id => !seen.has(id))
    if (customerIds.length > 0)
      return {
        __typename: 'CustomersUnknown' as const,
        message: 'Not all of these are customers of yours.',
        customerIds,
      }
    const golden = findings.map(each => ({ ...each, customerId: seen.get(each.customerId)?.id ?? each.customerId }))
    demandOnce(golden)
    const changes = await saveFindings(tx, golden)
    await saveActions(tx, golden, new Set(changes.map(({ id }) => id)))
    const told = changes.map(({ customerId, kind, level, previous, at }) => ({
      key: customerId,
      payload: { customerId, kind, level, previous, at: at.toISOString() },
    }))
    await publish(tx, statusChanged, told)
    return { __typename: 'SetCustomerStatusesSuccess' as const, changed: changes.length }
  })
}

/** Two ids of one customer could say two things of him, as could one that is named twice. */
function demandOnce(statuses: readonly { readonly customerId: string; readonly kind: string }[]): void {
  const different = new Set(statuses.map(({ customerId, kind }) => `${kind} ${customerId}`))
  if (different.size < statuses.length)
    throw new Fault('BAD_USER_INPUT', 'statuses names a customer twice for one kind.')
}

function readFindings({ now, principal }: Context, { statuses, ...input }: Input): Finding[] {
  if (statuses.length < 1 || statuses.length > mostAtOnce)
    throw new Fault('BAD_USER_INPUT', `statuses has ${statuses.length} entries; it can have 1 to ${mostAtOnce}.`)
  demandOnce(statuses)
  const analysisRun = optional('analysisRun', input.analysisRun) ?? null
  return statuses.map(({ customerId, kind, level, reason, actions }) => {
    if (actions.length > mostActions)
      throw new Fault('BAD_USER_INPUT', `actions has ${actions.length} entries; it can have up to ${mostActions}.`)
    return {
      id: newId('status'),
      customerId,
      kind,
      level,
      reason: spoken('reason', reason),
      analysisRun,
      setBy: principal.name,
      at: now,
      actions: actions.map(action => ({ type: typeOf[action.kind], id: spoken('actions.id', action.id) })),
    }
  })
}
