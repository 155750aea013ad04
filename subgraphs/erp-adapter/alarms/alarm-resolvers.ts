import type { Resolvers } from '#generated/erp-adapter.ts'
import { productionAlarmChanged } from '#platform/event-catalogue.ts'
import { batched } from '#platform/batch.ts'
import { connection, pageOf } from '#platform/connection.ts'
import type { Context } from '#platform/context.ts'
import { mutate } from '#platform/mutation.ts'
import { existing } from '#platform/rows.ts'
import { mapped } from '#platform/stream.ts'
import { placeNamed } from '../places/place-entities.ts'
import { productionOrderEntity } from '../vehicles/vehicle-entity.ts'
import { acknowledgeAlarm, demandPlant, noteOf } from './acknowledge-alarm.ts'
import { findAlarms, findAlarmsOfCars, pageOfAlarms, type AlarmRow } from './alarm-store.ts'

/** An alarm named by an outcome or by news of it, which hold the id alone. */
export interface NamedAlarm {
  readonly id: string
}

const alarmOf = batched((ctx, ids: readonly string[]) => findAlarms(ctx.db, ids))
const alarmsOfCar = batched((ctx, numbers: readonly string[]) => findAlarmsOfCars(ctx.db, numbers))
const alarm = ({ id }: NamedAlarm, _: unknown, ctx: Context): Promise<AlarmRow> => existing(alarmOf(ctx, id))

export const alarmResolvers: Resolvers = {
  Query: {
    async productionAlarms(_, { filter, ...args }, ctx) {
      const page = pageOf(args)
      const criteria = {
        kinds: filter?.kinds ?? null,
        plantId: filter?.plant ?? null,
        stationId: filter?.station ?? null,
        standing: filter?.standing ?? null,
        acknowledged: filter?.acknowledged ?? null,
      }
      const rows = await pageOfAlarms(ctx.db, criteria, page)
      return connection(rows, page, ({ raisedAt, id }) => ({ sort: raisedAt.toISOString(), id }))
    },
  },
  Mutation: {
    acknowledgeProductionAlarm(_, { input }, ctx) {
      demandPlant(ctx.principal)
      const { id } = input
      const note = noteOf(input.note)
      return mutate(ctx, 'acknowledgeProductionAlarm', input, tx =>
        acknowledgeAlarm(tx, { id, at: ctx.now, by: ctx.principal.name, note }),
      )
    },
  },
  Subscription: {
    productionAlarms: {
      async subscribe(_, { plant, kinds }, { live }) {
        const changes = await live.of(
          productionAlarmChanged,
          change =>
            (plant == null || change.plantId === plant) && (kinds == null || kinds.some(kind => kind === change.kind)),
        )
        return mapped(changes, async ({ payload }) => ({ productionAlarms: { id: payload.alarmId } }))
      },
      resolve: ({ productionAlarms }: { productionAlarms: NamedAlarm }, _: unknown, ctx: Context) =>
        alarm(productionAlarms, _, ctx),
    },
  },
  ProductionAlarm: {
    productionOrder: ({ productionNumber }, _, ctx) => productionOrderEntity.by.productionNumber(ctx, productionNumber),
    station: ({ stationId }, _, ctx) => (stationId === null ? null : placeNamed(ctx, stationId)),
    standing: ({ clearedAt }) => clearedAt === null,
  },
  ProductionOrder: {
    alarms: async ({ productionNumber }, _, ctx) => (await alarmsOfCar(ctx, productionNumber)) ?? [],
  },
  AcknowledgeProductionAlarmSuccess: { alarm },
  ProductionAlarmAcknowledged: { alarm },
}
