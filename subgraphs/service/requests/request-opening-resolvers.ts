import { Fault } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { mutate } from '#platform/mutation.ts'
import { existing } from '#platform/rows.ts'
import type { Resolvers } from '#generated/service.ts'
import { caseNotFound, type CaseNotFound } from '../cases/case-outcomes.ts'
import { findCases } from '../cases/case-store.ts'
import { optionalTextOf, textOf } from '../checked-input.ts'
import { hoursAllowed } from './dwell.ts'
import { requestEntity } from './request-entity.ts'
import type { RequestSuccess } from './request-outcomes.ts'
import { insertRequest } from './request-writes.ts'
import { enterStep } from './step-writes.ts'
import { tellOfRequest } from './tell-of-request.ts'

type Outcome = RequestSuccess<'OpenRequestSuccess'> | CaseNotFound

export const requestOpeningResolvers: Resolvers = {
  Mutation: {
    openRequest(_, { input }, ctx) {
      const { department, caseId = null } = input
      const { now: at, principal } = ctx
      const dueAt = input.dueAt ?? new Date(at.getTime() + hoursAllowed * 3_600_000)
      if (dueAt <= at) throw new Fault('BAD_USER_INPUT', 'dueAt is past; give a time to come.')
      const asked = {
        id: newId('request'),
        subject: textOf('subject', input.subject),
        question: textOf('question', input.question, 10_000),
        ownerId: textOf('ownerId', input.ownerId, 200),
        ownerName: optionalTextOf('ownerName', input.ownerName, 200),
        ownerDepartment: department,
        customerId: input.customerId ?? null,
        caseId,
        dealerId: principal.dealerId,
        openedBy: principal.name,
        openedAt: at,
        dueAt,
      }
      return mutate(ctx, 'openRequest', input, async (tx): Promise<Outcome> => {
        const source = caseId === null ? null : (await findCases(tx, [caseId])).get(caseId)
        if (caseId !== null && source === undefined) return caseNotFound(caseId)
        const request = { ...asked, customerId: asked.customerId ?? source?.customerId ?? null }
        await insertRequest(tx, request)
        await enterStep(tx, request.id, { department, at, by: principal.name })
        await tellOfRequest(tx, request, {
          kind: 'OPENED',
          departments: [department],
          from: null,
          by: principal.name,
          at,
        })
        return { __typename: 'OpenRequestSuccess', requestId: request.id }
      })
    },
  },
  OpenRequestSuccess: { request: ({ requestId }, _, ctx) => existing(requestEntity.by.id(ctx, requestId)) },
}
