import { newId } from '#platform/id.ts'
import { mutate } from '#platform/mutation.ts'
import type { Resolvers } from '#generated/service.ts'
import { optionalTextOf } from '../checked-input.ts'
import { existing } from '#platform/rows.ts'
import { materialiseSlot } from '../stations/slot-lock-store.ts'
import { findStations } from '../stations/station-store.ts'
import { stationNotFound } from '../stations/station-refusals.ts'
import { tellOfAppointment } from './appointment-activity.ts'
import { appointmentEntity } from './appointment-entity.ts'
import type { AppointmentSuccess, SlotRefusal } from './appointment-outcomes.ts'
import { insertBooked } from './appointment-writes.ts'
import { claimPlace } from './claim-place.ts'

type Outcome = AppointmentSuccess<'BookAppointmentSuccess'> | SlotRefusal

export const bookingResolvers: Resolvers = {
  Mutation: {
    bookAppointment(_, { input }, ctx) {
      const { vin, stationId, startsAt, purpose, customerId = null } = input
      const note = optionalTextOf('note', input.note, 2000)
      return mutate(ctx, 'bookAppointment', input, async (tx): Promise<Outcome> => {
        const stations = await findStations(tx, [stationId])
        if (!stations.has(stationId)) return stationNotFound(stationId)
        await materialiseSlot(tx, { stationId, startsAt })
        const claim = await claimPlace(tx, { stationId, startsAt }, ctx.now)
        if ('refusal' in claim) return claim.refusal
        const appointment = { id: newId('appointment'), vin, customerId, purpose, note, slot: claim.slot }
        await insertBooked(tx, appointment)
        await tellOfAppointment(tx, appointment, 'booked', ctx.now)
        return { __typename: 'BookAppointmentSuccess', appointmentId: appointment.id }
      })
    },
  },
  BookAppointmentSuccess: {
    appointment: ({ appointmentId }, _, ctx) => existing(appointmentEntity.by.id(ctx, appointmentId)),
  },
}
