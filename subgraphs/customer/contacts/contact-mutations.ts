import type { Resolvers } from '#generated/customer.ts'
import type { Context } from '#platform/context.ts'
import { completeContact } from './complete-contact.ts'
import { contactGrantEntity } from './contact-grant-entity.ts'
import type { ContactPurpose } from './contact-rule.ts'
import { findContactRules } from './contact-rule-store.ts'
import { requestContact } from './request-contact.ts'
import { dropContactRule, setContactRule } from './set-contact-rule.ts'

const withGrant = {
  grant: ({ grantId }: { readonly grantId: string }, _: object, ctx: Context) => contactGrantEntity.by.id(ctx, grantId),
}

const withRules = {
  rules: ({ purpose }: { readonly purpose: ContactPurpose }, _: object, { db }: Context) =>
    findContactRules(db, purpose),
}

export const contactMutations: Resolvers = {
  Mutation: {
    requestContact: (_, { input }, ctx) => requestContact(ctx, input),
    completeContact: (_, { input }, ctx) => completeContact(ctx, input),
    setContactRule: (_, { input }, ctx) => setContactRule(ctx, input),
    dropContactRule: (_, { input }, ctx) => dropContactRule(ctx, input),
  },
  SetContactRuleSuccess: withRules,
  DropContactRuleSuccess: withRules,
  RequestContactSuccess: withGrant,
  CompleteContactSuccess: withGrant,
  ContactAlreadyCompleted: withGrant,
  ContactGrantExpired: withGrant,
}
