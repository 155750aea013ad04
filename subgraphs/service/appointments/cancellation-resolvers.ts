import { mutate } from '#platform/mutation.ts'
import type { Resolvers } from '#generated/service.ts'
import { existing } from '#platform/rows.ts'
import { changeBooked } from '../stations/slot-lock-store.ts'
import { tellOfAppointment } from './appointment-activity.ts'
import { appointmentEntity } from './appointment-entity.ts'
import {
  appointmentNotFound,
  appointmentNotOpen,
  type AppointmentNotFound,
  type AppointmentNotOpen,
  type AppointmentSuccess,
} from './appointment-outcomes.ts'
import { lockAppointment, saveStatus } from './appointment-writes.ts'
import { isOpen } from './appointment.ts'

type Outcome = AppointmentSuccess<'CancelAppointmentSuccess'> | AppointmentNotOpen | AppointmentNotFound

export const cancellationResolvers: Resolvers = {
  Mutation: {
    cancelAppointment(_, { input }, ctx) {
      const { appointmentId } = input
      return mutate(ctx, 'cancelAppointment', input, async (tx): Promise<Outcome> => {
        const appointment = await lockAppointment(tx, appointmentId)
        if (appointment === undefined) return appointmentNotFound(appointmentId)
        if (!isOpen(appointment)) return appointmentNotOpen(appointment)
        if (appointment.status === 'BOOKED') await changeBooked(tx, appointment, -1)
        await saveStatus(tx, appointmentId, 'CANCELLED')
        await tellOfAppointment(tx, appointment, 'cancelled', ctx.now)
        return { __typename: 'CancelAppointmentSuccess', appointmentId }
      })
    },
  },
  CancelAppointmentSuccess: {
    appointment: ({ appointmentId }, _, ctx) => existing(appointmentEntity.by.id(ctx, appointmentId)),
  },
}
