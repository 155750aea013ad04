import { Fault } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { mutate } from '#platform/mutation.ts'
import type { Resolvers } from '#generated/service.ts'
import { appointmentEntity } from '../appointments/appointment-entity.ts'
import { optionalTextOf, pastMomentOf, textOf } from '../checked-input.ts'
import { existing } from '#platform/rows.ts'
import { stationNotFound, type StationNotFound } from '../stations/station-refusals.ts'
import { findStations } from '../stations/station-store.ts'
import { arriveByAppointment, type ArrivalRefusal } from './arrival.ts'
import { lockVehicle, readingsAround } from './odometer-store.ts'
import { contradicted } from './odometer.ts'
import { orderEntity } from './order-entity.ts'
import { odometerRunsBackwards, type OdometerRunsBackwards, type OrderSuccess } from './order-outcomes.ts'
import { insertOrder } from './order-writes.ts'

type Outcome = OrderSuccess<'OpenServiceOrderSuccess'> | OdometerRunsBackwards | StationNotFound | ArrivalRefusal

export const openingResolvers: Resolvers = {
  Mutation: {
    openServiceOrder(_, { input }, ctx) {
      const { vin, stationId, odometerKm, payType } = input
      if (odometerKm < 0 || odometerKm >= 10_000_000)
        throw new Fault('BAD_USER_INPUT', `odometerKm is ${odometerKm}; it must be 0 to 9999999.`)
      const complaint = textOf('complaint', input.complaint, 4000)
      const technician = optionalTextOf('technician', input.technician)
      const inAt = pastMomentOf('inAt', input.inAt, ctx.now)
      return mutate(ctx, 'openServiceOrder', input, async (tx): Promise<Outcome> => {
        const station = (await findStations(tx, [stationId])).get(stationId)
        if (station === undefined) return stationNotFound(stationId)
        const arrival = await arriveByAppointment(tx, input.appointmentId ?? null, { vin, stationId })
        if ('__typename' in arrival) return arrival
        await lockVehicle(tx, vin)
        const reading = contradicted(odometerKm, await readingsAround(tx, vin, inAt))
        if (reading !== null) return odometerRunsBackwards(odometerKm, reading)
        const id = newId('service-order')
        const customerId = input.customerId ?? arrival.customerId
        const { appointmentId } = arrival
        const { currency } = station
        const received = { vin, stationId, customerId, appointmentId, inAt, odometerKm }
        await insertOrder(tx, { id, ...received, payType, complaint, technician, currency })
        return { __typename: 'OpenServiceOrderSuccess', serviceOrderId: id }
      })
    },
  },
  OpenServiceOrderSuccess: {
    serviceOrder: ({ serviceOrderId }, _, ctx) => existing(orderEntity.by.id(ctx, serviceOrderId)),
  },
  AppointmentElsewhere: {
    appointment: ({ appointmentId }, _, ctx) => existing(appointmentEntity.by.id(ctx, appointmentId)),
  },
}
