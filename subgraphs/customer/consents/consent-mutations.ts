import type { Resolvers } from '#generated/customer.ts'
import { customerEntity } from '../profile/customer-entity.ts'
import { consentEntity } from './consent-entity.ts'
import { giveConsent, withdrawConsent } from './enter-consent.ts'

export const consentMutations: Resolvers = {
  Mutation: {
    giveConsent: (_, { input }, ctx) => giveConsent(ctx, input),
    withdrawConsent: (_, { input }, ctx) => withdrawConsent(ctx, input),
  },
  GiveConsentSuccess: {
    entry: ({ entryId }, _, ctx) => consentEntity.by.id(ctx, entryId),
    customer: ({ customerId }, _, ctx) => customerEntity.by.id(ctx, customerId),
  },
  WithdrawConsentSuccess: {
    entry: ({ entryId }, _, ctx) => consentEntity.by.id(ctx, entryId),
    customer: ({ customerId }, _, ctx) => customerEntity.by.id(ctx, customerId),
  },
}
