import { mutate } from '#platform/mutation.ts'
import type { Resolvers } from '#generated/service.ts'
import { textOf } from '../checked-input.ts'
import { existing } from '#platform/rows.ts'
import { stationNotFound, type StationNotFound } from '../stations/station-refusals.ts'
import { findStations } from '../stations/station-store.ts'
import { caseEntity } from './case-entity.ts'
import type { CaseSuccess } from './case-outcomes.ts'
import { openCase } from './open-case.ts'

type Outcome = CaseSuccess<'OpenCaseSuccess'> | StationNotFound

export const caseOpeningResolvers: Resolvers = {
  Mutation: {
    openCase(_, { input }, ctx) {
      const { kind, priority, customerId = null, vin = null, stationId = null } = input
      const subject = textOf('subject', input.subject)
      const body = textOf('body', input.body, 10_000)
      const { now: at, principal } = ctx
      return mutate(ctx, 'openCase', input, async (tx): Promise<Outcome> => {
        if (stationId !== null && !(await findStations(tx, [stationId])).has(stationId))
          return stationNotFound(stationId)
        const facts = { kind, priority, subject, customerId, vin, stationId }
        const caseId = await openCase(tx, { ...facts, body, by: principal.name, at })
        return { __typename: 'OpenCaseSuccess', caseId }
      })
    },
  },
  OpenCaseSuccess: {
    case: ({ caseId }, _, ctx) => existing(caseEntity.by.id(ctx, caseId)),
  },
}
