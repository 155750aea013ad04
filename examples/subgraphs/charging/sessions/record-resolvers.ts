import type { Resolvers } from '#generated/charging.ts'
import { newId } from '#platform/id.ts'
import { mutate } from '#platform/mutation.ts'
import { assertPossible } from './session.ts'
import { sessionEntity } from './session-entity.ts'
import { findOverlapping, insertSession, lockCar } from './session-store.ts'

/** The session was recorded. */
export interface Recorded {
  readonly __typename: 'RecordChargingSessionSuccess'
  readonly sessionId: string
}

/** Another session is in the way. */
export interface Elsewhere {
  readonly __typename: 'CarChargingElsewhere'
  readonly message: string
  readonly sessionId: string
}

export const recordResolvers: Resolvers = {
  Mutation: {
    recordChargingSession(_, { input }, ctx) {
      assertPossible(input, ctx.now)
      return mutate<Recorded | Elsewhere>(ctx, 'recordChargingSession', input, async tx => {
        await lockCar(tx, input.vin)
        const other = await findOverlapping(tx, input)
        if (other !== undefined) {
          const message = `The car was charging at ${other.chargingPoint} in that time.`
          return { __typename: 'CarChargingElsewhere', message, sessionId: other.id }
        }
        const id = newId('charging-session')
        await insertSession(tx, { id, ...input })
        return { __typename: 'RecordChargingSessionSuccess', sessionId: id }
      })
    },
  },
  RecordChargingSessionSuccess: {
    session: ({ sessionId }, _, ctx) => sessionEntity.by.id(ctx, sessionId),
  },
  CarChargingElsewhere: {
    session: ({ sessionId }, _, ctx) => sessionEntity.by.id(ctx, sessionId),
  },
}
