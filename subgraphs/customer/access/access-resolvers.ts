import type { Resolvers } from '#generated/customer.ts'
import type { Principal } from '#platform/auth.ts'
import { batched } from '#platform/batch.ts'
import { pageOf, type Page } from '#platform/connection.ts'
import { findAccesses, findAccessesOfLeads } from './access-store.ts'

const accessesOf = batched((ctx, ids: readonly string[], page: Page) => findAccesses(ctx.db, ids, page))
const accessesOfLead = batched((ctx, ids: readonly string[], page: Page) => findAccessesOfLeads(ctx.db, ids, page))

// Whose records a customer sees is the database's to say: also those of ids that he had before he was merged.
const maySeeAccesses = ({ role }: Principal): boolean => ['developer', 'compliance', 'customer'].includes(role)

export const accessResolvers: Resolvers = {
  Customer: {
    accessRecords: ({ id }, args, ctx) => (maySeeAccesses(ctx.principal) ? accessesOf(ctx, id, pageOf(args)) : null),
  },
  Lead: {
    accessRecords: ({ id }, args, ctx) =>
      ['developer', 'compliance'].includes(ctx.principal.role) ? accessesOfLead(ctx, id, pageOf(args)) : null,
  },
  AccessRecord: { dealer: ({ dealerId }) => (dealerId === null ? null : { id: dealerId }) },
}
