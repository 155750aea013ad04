import { newId } from '#platform/id.ts'
import { mutate } from '#platform/mutation.ts'
import { existing } from '#platform/rows.ts'
import type { Resolvers } from '#generated/service.ts'
import { caseNotFound, type CaseNotFound } from '../cases/case-outcomes.ts'
import { findCases } from '../cases/case-store.ts'
import { textOf } from '../checked-input.ts'
import { loopOpenAlready, type LoopOpenAlready, type LoopSuccess } from './loop-outcomes.ts'
import { findLoops } from './loop-store.ts'
import { insertLoop } from './loop-writes.ts'

type Outcome = LoopSuccess<'OpenClosedLoopSuccess'> | LoopOpenAlready | CaseNotFound

export const loopOpeningResolvers: Resolvers = {
  Mutation: {
    openClosedLoop(_, { input }, ctx) {
      const { department, caseId = null, customerId = null } = input
      const { now: openedAt, principal } = ctx
      const asked = {
        id: newId('loop'),
        subject: textOf('subject', input.subject),
        caseId,
        requestId: null,
        dealerId: principal.dealerId,
        department,
        ownerId: textOf('ownerId', input.ownerId, 200),
        openedBy: principal.name,
        openedAt,
      }
      return mutate(ctx, 'openClosedLoop', input, async (tx): Promise<Outcome> => {
        const source = caseId === null ? null : (await findCases(tx, [caseId])).get(caseId)
        if (caseId !== null && source === undefined) return caseNotFound(caseId)
        const trigger = source?.kind === 'COMPLAINT' ? 'COMPLAINT' : 'FINDING'
        const loop = { ...asked, trigger, customerId: customerId ?? source?.customerId ?? null } as const
        if (!(await insertLoop(tx, loop))) return loopOpenAlready
        return { __typename: 'OpenClosedLoopSuccess', loopId: loop.id }
      })
    },
  },
  OpenClosedLoopSuccess: {
    loop: ({ loopId }, _, { db }) => existing(findLoops(db, [loopId]).then(found => found.get(loopId) ?? null)),
  },
}
