import { entity } from '#platform/entity.ts'
import { findAppointments } from './appointment-store.ts'

export const appointmentEntity = entity('Appointment', { id: (ctx, ids) => findAppointments(ctx.db, ids) })
