import type { Resolvers } from '#generated/customer.ts'
import { batched } from '#platform/batch.ts'
import { pageOf, type Page } from '#platform/connection.ts'
import { customerEntity } from '../profile/customer-entity.ts'
import { findConsents, findLedgers } from './consent-store.ts'

const consentsOf = batched((ctx, ids: readonly string[]) => findConsents(ctx.db, ids))
const ledgerOf = batched((ctx, ids: readonly string[], page: Page) => findLedgers(ctx.db, ids, page))

export const consentResolvers: Resolvers = {
  Customer: {
    async consents({ id }, { purpose }, ctx) {
      const consents = (await consentsOf(ctx, id)) ?? []
      return purpose == null ? consents : consents.filter(entry => entry.purpose === purpose)
    },
    consentLedger: ({ id }, args, ctx) => ledgerOf(ctx, id, pageOf(args)),
  },
  ConsentEntry: {
    customer: ({ customerId }, _, ctx) => customerEntity.by.id(ctx, customerId),
    recipient: ({ recipientKind: kind, recipientId: id }) => ({
      kind,
      dealer: kind === 'DEALER' ? { id } : null,
      partnerId: kind === 'PARTNER' ? id : null,
    }),
    proof: ({ proofMethod, proofDocument }) => ({ method: proofMethod, document: proofDocument }),
  },
}
