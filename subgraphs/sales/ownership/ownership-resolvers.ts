import { batched } from '#platform/batch.ts'
import { Fault } from '#platform/errors.ts'
import { mutate } from '#platform/mutation.ts'
import type { Resolvers } from '#generated/sales.ts'
import { requireDealer } from '../dealers/row-access.ts'
import { existing } from '#platform/rows.ts'
import { reference } from '../references.ts'
import { assignParticipant } from './assign-participant.ts'
import { findParticipants } from './participant-store.ts'

const participantOf = batched((ctx, ids: readonly string[]) => findParticipants(ctx.db, ids))

export const ownershipResolvers: Resolvers = {
  Mutation: {
    assignParticipant(_, { input }, ctx) {
      const { vin, customerId, role, from, until } = input
      const assignment = { vin, customerId, role, from: from ?? ctx.now, until: until ?? null }
      if (role === 'OWNER')
        throw new Fault('BAD_USER_INPUT', 'Ownership comes with a sale: register it with registerRetailSale.')
      if (assignment.until !== null && assignment.until <= assignment.from)
        throw new Fault('BAD_USER_INPUT', 'until must be after from.')
      const mayActFor = (dealerId: string): void => requireDealer(ctx.principal, dealerId)
      return mutate(ctx, 'assignParticipant', input, tx => assignParticipant(tx, assignment, mayActFor))
    },
  },
  VehicleParticipant: {
    customer: participant => reference(participant.customerId),
    vehicle: ({ vin }) => ({ vin }),
  },
  AssignParticipantSuccess: {
    participant: ({ participantId }, _, ctx) => existing(participantOf(ctx, participantId)),
  },
  ParticipantAlreadyAssigned: {
    participant: ({ participantId }, _, ctx) => existing(participantOf(ctx, participantId)),
  },
  VehicleWithoutOwner: { vehicle: ({ vin }) => ({ vin }) },
}
