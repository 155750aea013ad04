import type { MutationExportPersonalDataArgs } from '#generated/customer.ts'
import { demandRole } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { exportRequested } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import { mutate } from '#platform/mutation.ts'
import { findCustomers } from '../profile/customer-store.ts'
import { customerUnknown } from '../profile/customer-unknown.ts'
import { mayExport } from './data-export.ts'
import { insertDataExport } from './data-export-store.ts'

/** Has every subgraph give out what it holds of a person. */
export function exportPersonalData(ctx: Context, input: MutationExportPersonalDataArgs['input']) {
  demandRole(ctx.principal, ['developer', 'customer', 'compliance'], 'Personal data are exported by')
  return mutate(ctx, 'exportPersonalData', input, async tx => {
    if (!mayExport(ctx.principal, input.customerId)) return customerUnknown(input.customerId)
    const person = (await findCustomers(tx, [input.customerId])).get(input.customerId)
    if (person === undefined) return customerUnknown(input.customerId)
    const customerId = person.id
    if (person.kind === 'ORGANISATION')
      return {
        __typename: 'CustomerIsNoPerson' as const,
        message: `Customer ${customerId} is an organisation: its contact persons have personal data, each of his own.`,
        customerId,
      }
    const exportId = newId('export')
    await insertDataExport(tx.asSystem, { id: exportId, customerId, requestedBy: ctx.principal.name }, ctx.now)
    await publish(tx, exportRequested, [{ key: customerId, payload: { exportId } }])
    return { __typename: 'ExportPersonalDataSuccess' as const, customerId }
  })
}
