import type { Resolvers } from '#generated/customer.ts'
import { batched } from '#platform/batch.ts'
import { pageOf, type Page } from '#platform/connection.ts'
import type { Department } from '#platform/department.ts'
import { Fault } from '#platform/errors.ts'
import { existing } from '#platform/rows.ts'
import { customerEntity } from '../profile/customer-entity.ts'
import { subjectOf } from '../timeline/subject.ts'
import { acknowledgeNotices } from './acknowledge-notices.ts'
import { findAcknowledgements } from './acknowledgement-store.ts'
import { deskOf, demandInbox, inboxesOf } from './notice.ts'
import { delaysOf } from './notice-delay-store.ts'
import { noticeRule } from './notice-rule-resolvers.ts'
import { findNotices, findNoticesOf, listNotices } from './notice-store.ts'

const noticeById = batched((ctx, ids: readonly string[]) => findNotices(ctx.db, ids))
const acknowledgementOf = batched((ctx, ids: readonly string[]) =>
  findAcknowledgements(ctx.db, ids, deskOf(ctx.principal)),
)
const noticesOf = batched((ctx, ids: readonly string[], page: Page, departments: readonly Department[]) =>
  findNoticesOf(ctx.db, ids, { page, departments }),
)

export const noticeResolvers: Resolvers = {
  Query: {
    departmentInbox(_, { department, filter, ...args }, ctx) {
      demandInbox(ctx.principal, department)
      return listNotices(ctx.db, { department, desk: deskOf(ctx.principal), ...filter }, pageOf(args))
    },
    noticeDelays(_, { from, until }, ctx) {
      if (until <= from) throw new Fault('BAD_USER_INPUT', 'until does not lie after from.')
      return delaysOf(ctx.db, from, until)
    },
  },
  Mutation: { acknowledgeNotices: (_, { input }, ctx) => acknowledgeNotices(ctx, input) },
  AcknowledgeNoticesSuccess: {
    notices: ({ noticeIds }, _, ctx) => Promise.all(noticeIds.map(id => existing(noticeById(ctx, id)))),
  },
  Customer: { notices: ({ id }, args, ctx) => noticesOf(ctx, id, pageOf(args), inboxesOf(ctx.principal)) },
  Notice: {
    customer: ({ customerId }, _, ctx) => (customerId === null ? null : customerEntity.by.id(ctx, customerId)),
    subject: ({ subjectType, subjectId }, _, ctx) =>
      subjectType === null || subjectId === null ? null : subjectOf(ctx, { subjectType, subjectId }),
    rule: ({ ruleId }, _, ctx) => noticeRule(ctx, ruleId),
    delayMs: ({ changedAt, deliveredAt }) => deliveredAt.getTime() - changedAt.getTime(),
    acknowledgement: ({ id }, _, ctx) => acknowledgementOf(ctx, id),
  },
  NoticeDelay: { rule: ({ ruleId }, _, ctx) => noticeRule(ctx, ruleId) },
}
