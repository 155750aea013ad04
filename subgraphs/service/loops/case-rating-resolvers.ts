import { Fault } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { mutate } from '#platform/mutation.ts'
import { existing } from '#platform/rows.ts'
import type { Resolvers } from '#generated/service.ts'
import type { CaseNotSolved } from '../articles/article-outcomes.ts'
import { caseEntity } from '../cases/case-entity.ts'
import { isOpen } from '../cases/case-lifecycle.ts'
import { caseNotFound, type CaseNotFound, type CaseSuccess } from '../cases/case-outcomes.ts'
import { findCases } from '../cases/case-store.ts'
import { optionalTextOf } from '../checked-input.ts'
import { lockCaseToEscalate } from '../escalations/case-to-escalate-store.ts'
import { listContacts } from '../escalations/escalation-store.ts'
import { firstToTell } from '../escalations/whom-to-tell.ts'
import { insertLoop, saveCaseRating } from './loop-writes.ts'
import { isLow } from './loop.ts'

type Outcome = CaseSuccess<'RateCaseSuccess'> | CaseNotSolved | CaseNotFound

const message = 'It can be rated once it is solved.'

export const caseRatingResolvers: Resolvers = {
  Mutation: {
    rateCase(_, { input }, ctx) {
      const { caseId, score } = input
      if (score < 1 || score > 5) throw new Fault('BAD_USER_INPUT', `score is ${score}; it can be 1 to 5.`)
      const comment = optionalTextOf('comment', input.comment, 2000)
      const { now: at, principal } = ctx
      return mutate(ctx, 'rateCase', input, async (tx): Promise<Outcome> => {
        const rated = (await findCases(tx, [caseId])).get(caseId)
        if (rated === undefined) return caseNotFound(caseId)
        if (isOpen(rated.status)) return { __typename: 'CaseNotSolved', message, status: rated.status }
        await saveCaseRating(tx, caseId, { score, comment, by: principal.name, at })
        if (!isLow(score)) return { __typename: 'RateCaseSuccess', caseId }
        // The loop is for staff, also when the customer himself gives the score.
        const desk = tx.asSystem
        const found = await lockCaseToEscalate(desk, caseId)
        if (found === undefined) return caseNotFound(caseId)
        const ownerId = firstToTell(found, await listContacts(desk))
        const { subject, customerId, dealerId } = rated
        const { department } = found
        const source = { caseId, requestId: null, subject, customerId, dealerId, department, ownerId }
        const opened = { id: newId('loop'), openedBy: principal.name, openedAt: at }
        await insertLoop(desk, { ...source, ...opened, trigger: 'LOW_CUSTOMER_SCORE' })
        return { __typename: 'RateCaseSuccess', caseId }
      })
    },
  },
  RateCaseSuccess: { case: ({ caseId }, _, ctx) => existing(caseEntity.by.id(ctx, caseId)) },
}
