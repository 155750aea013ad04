import { mutate } from '#platform/mutation.ts'
import type { Resolvers } from '#generated/service.ts'
import { existing } from '#platform/rows.ts'
import { changeBooked, lockSlots, materialiseSlot } from '../stations/slot-lock-store.ts'
import { findStations } from '../stations/station-store.ts'
import { stationNotFound } from '../stations/station-refusals.ts'
import { tellOfAppointment } from './appointment-activity.ts'
import { appointmentEntity } from './appointment-entity.ts'
import {
  appointmentNotFound,
  appointmentNotOpen,
  type AppointmentNotFound,
  type AppointmentNotOpen,
  type AppointmentSuccess,
  type SlotRefusal,
} from './appointment-outcomes.ts'
import { lockAppointment, moveToSlot } from './appointment-writes.ts'
import { isOpen } from './appointment.ts'
import { claimPlace } from './claim-place.ts'

type Outcome =
  | AppointmentSuccess<'RescheduleAppointmentSuccess'>
  | AppointmentNotOpen
  | AppointmentNotFound
  | SlotRefusal

export const reschedulingResolvers: Resolvers = {
  Mutation: {
    rescheduleAppointment(_, { input }, ctx) {
      const { appointmentId, startsAt } = input
      return mutate(ctx, 'rescheduleAppointment', input, async (tx): Promise<Outcome> => {
        const appointment = await lockAppointment(tx, appointmentId)
        if (appointment === undefined) return appointmentNotFound(appointmentId)
        if (!isOpen(appointment)) return appointmentNotOpen(appointment)
        const target = { stationId: input.stationId ?? appointment.stationId, startsAt }
        const stations = await findStations(tx, [target.stationId])
        if (!stations.has(target.stationId)) return stationNotFound(target.stationId)
        await materialiseSlot(tx, target)
        if (appointment.status === 'BOOKED') {
          await lockSlots(tx, [appointment, target])
          await changeBooked(tx, appointment, -1)
        }
        const claim = await claimPlace(tx, target, ctx.now)
        if ('refusal' in claim) return claim.refusal
        await moveToSlot(tx, appointmentId, claim.slot)
        await tellOfAppointment(tx, appointment, appointment.status === 'BOOKED' ? 'moved' : 'booked', ctx.now)
        return { __typename: 'RescheduleAppointmentSuccess', appointmentId }
      })
    },
  },
  RescheduleAppointmentSuccess: {
    appointment: ({ appointmentId }, _, ctx) => existing(appointmentEntity.by.id(ctx, appointmentId)),
  },
}
