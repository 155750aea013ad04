import { demandRole } from '#platform/auth.ts'
import { Fault } from '#platform/errors.ts'
import { mutate } from '#platform/mutation.ts'
import type { Resolvers } from '#generated/service.ts'
import { textOf } from '../checked-input.ts'
import { listContacts } from './escalation-store.ts'
import { saveContact } from './escalation-writes.ts'

export const escalationSettingResolvers: Resolvers = {
  Mutation: {
    setEscalationContact(_, { input }, ctx) {
      demandRole(ctx.principal, ['call-centre', 'developer'], 'The help desk is set by')
      const { rank, department = null } = input
      if (rank === 'AGENT') throw new Fault('BAD_USER_INPUT', 'AGENT is who has the case: set agents by setAgent.')
      const employeeId = textOf('employeeId', input.employeeId, 200)
      const contact = { rank, department, employeeId, name: textOf('employeeName', input.employeeName, 200) }
      return mutate(ctx, 'setEscalationContact', input, async tx => {
        await saveContact(tx, contact)
        return { __typename: 'SetEscalationContactSuccess' as const }
      })
    },
  },
  SetEscalationContactSuccess: { contacts: (_, __, { db }) => listContacts(db) },
}
