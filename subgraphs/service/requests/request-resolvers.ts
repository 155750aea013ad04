import { batched } from '#platform/batch.ts'
import { pageOf, type Page } from '#platform/connection.ts'
import type { Resolvers } from '#generated/service.ts'
import { caseEntity } from '../cases/case-entity.ts'
import { dwellMinutes } from './dwell.ts'
import { requestEntity } from './request-entity.ts'
import { questionsOf, ratingsOf, stepsOf } from './request-parts-store.ts'
import { listRequests, requestsOfCustomers } from './request-store.ts'

const steps = batched((ctx, ids: readonly string[]) => stepsOf(ctx.db, ids))
const questions = batched((ctx, ids: readonly string[]) => questionsOf(ctx.db, ids))
const ratings = batched((ctx, ids: readonly string[]) => ratingsOf(ctx.db, ids))
const ofCustomer = batched(
  (ctx, ids: readonly string[], options: { readonly page: Page; readonly open: boolean | null }) =>
    requestsOfCustomers(ctx.db, ids, options),
)

export const requestResolvers: Resolvers = {
  Query: {
    request: (_, { id }, ctx) => requestEntity.by.id(ctx, id),
    async requests(_, { filter, ...args }, { db, now }) {
      const page = pageOf(args)
      return listRequests(db, { filter: filter ?? {}, page, now })
    },
  },
  Request: {
    open: ({ status }) => status === 'OPEN',
    departments: ({ departments }) => [...departments],
    customer: ({ customerId }) => (customerId === null ? null : { id: customerId }),
    case: ({ caseId }, _, ctx) => (caseId === null ? null : caseEntity.by.id(ctx, caseId)),
    owner: ({ ownerId, ownerName, ownerDepartment }) => ({
      employeeId: ownerId,
      name: ownerName,
      department: ownerDepartment,
    }),
    overdue: ({ status, dueAt }, _, { now }) => status === 'OPEN' && now > dueAt,
    steps: ({ id }, _, ctx) => steps(ctx, id),
    subQuestions: ({ id }, _, ctx) => questions(ctx, id),
    ratings: ({ id }, _, ctx) => ratings(ctx, id),
  },
  RequestStep: {
    dwellMinutes: (step, _, { now }) => dwellMinutes(step, now),
    breached: (step, _, { now }) => dwellMinutes(step, now) > step.allowedMinutes,
  },
  SubQuestion: {
    answer: ({ status, settlement }) => (status === 'ANSWERED' ? settlement : null),
    waivedBecause: ({ status, settlement }) => (status === 'WAIVED' ? settlement : null),
  },
  Customer: {
    requests: ({ id }, { open = null, ...args }, ctx) =>
      id === undefined ? null : ofCustomer(ctx, id, { open, page: pageOf(args) }),
  },
}
