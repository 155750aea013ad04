import { newId } from '#platform/id.ts'
import { mutate } from '#platform/mutation.ts'
import type { Resolvers } from '#generated/service.ts'
import { textOf } from '../checked-input.ts'
import { existing } from '#platform/rows.ts'
import { caseEntity } from './case-entity.ts'
import { statusAfterReply } from './case-lifecycle.ts'
import { caseNotFound, type CaseClosed, type CaseNotFound, type CaseSuccess } from './case-outcomes.ts'
import { inStatusSince, insertMessage, lockCase, moveCase } from './case-writes.ts'

type Outcome = CaseSuccess<'ReplyToCaseSuccess'> | CaseClosed | CaseNotFound

export const caseReplyResolvers: Resolvers = {
  Mutation: {
    replyToCase(_, { input }, ctx) {
      const { caseId, author } = input
      const body = textOf('body', input.body, 10_000)
      const { now: at, principal } = ctx
      return mutate(ctx, 'replyToCase', input, async (tx): Promise<Outcome> => {
        const found = await lockCase(tx, caseId)
        if (found === undefined) return caseNotFound(caseId)
        if (found.status === 'CLOSED') {
          const closedAt = await inStatusSince(tx, caseId)
          return { __typename: 'CaseClosed', message: 'The case is closed; open a new one.', closedAt }
        }
        await insertMessage(tx, { id: newId('message'), caseId, author, authorName: principal.name, body, at })
        const status = statusAfterReply(found.status, author)
        if (status !== found.status) await moveCase(tx, caseId, { status, at, by: principal.name })
        return { __typename: 'ReplyToCaseSuccess', caseId }
      })
    },
  },
  ReplyToCaseSuccess: {
    case: ({ caseId }, _, ctx) => existing(caseEntity.by.id(ctx, caseId)),
  },
}
