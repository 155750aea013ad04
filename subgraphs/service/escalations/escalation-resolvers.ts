import { batched } from '#platform/batch.ts'
import { pageOf } from '#platform/connection.ts'
import { existing } from '#platform/rows.ts'
import type { Resolvers } from '#generated/service.ts'
import { caseEntity } from '../cases/case-entity.ts'
import { escalationsOf, listContacts, listEscalations } from './escalation-store.ts'

const escalations = batched((ctx, ids: readonly string[]) => escalationsOf(ctx.db, ids))

export const escalationResolvers: Resolvers = {
  Query: {
    async escalations(_, { filter, ...args }, { db, principal }) {
      const page = pageOf(args)
      const { mine = false, ...rest } = filter ?? {}
      const wanted = mine === true ? { ...rest, employeeId: principal.name } : rest
      return listEscalations(db, wanted, page)
    },
    escalationContacts: (_, __, { db }) => listContacts(db),
  },
  Escalation: { case: ({ caseId }, _, ctx) => existing(caseEntity.by.id(ctx, caseId)) },
  Case: { escalations: ({ id }, _, ctx) => escalations(ctx, id) },
}
