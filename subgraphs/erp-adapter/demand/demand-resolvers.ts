import type { Resolvers } from '#generated/erp-adapter.ts'
import { batched } from '#platform/batch.ts'
import { Fault } from '#platform/errors.ts'
import { plantEntity } from '../places/place-entities.ts'
import { freeCarsOfModels, monthsOfModels, type MonthRow } from './demand-store.ts'
import { maySeeDemand } from './may-see-demand.ts'
import { daysUntil, periodOf, type Period } from './period.ts'
import { proposeProduction } from './propose-production.ts'

const longestCover = 365

const demandOf = batched(async (ctx, codes: readonly string[], period: Period, coverDays: number) => {
  const [months, free] = await Promise.all([monthsOfModels(ctx.db, codes, period), freeCarsOfModels(ctx.db, codes)])
  const days = daysUntil(period, ctx.now)
  return new Map(
    codes.map(code => {
      const ofModel = months.get(code) ?? []
      const { available, coming } = free.get(code) ?? { available: 0, coming: 0 }
      const stockOrders = total(ofModel, month => month.stockOrders)
      const forecast = total(ofModel, month => Number(month.forecast))
      const demand = {
        orders: total(ofModel, month => month.orders),
        stockOrders,
        built: total(ofModel, month => month.built),
        leads: total(ofModel, month => month.leads),
        forecast: forecast.toFixed(2),
        available,
        coming,
        ...proposeProduction({ stockOrders, days, forecast, available, coming }, coverDays),
        months: [...ofModel],
      }
      return [code, demand]
    }),
  )
})

const total = (months: readonly MonthRow[], value: (month: MonthRow) => number): number =>
  months.reduce((sum, month) => sum + value(month), 0)

export const demandResolvers: Resolvers = {
  VehicleModel: {
    demand({ code }, { from, to, coverDays }, ctx) {
      maySeeDemand(ctx.principal)
      const cover = coverDays ?? 45
      if (cover < 1 || cover > longestCover)
        throw new Fault('BAD_USER_INPUT', `coverDays is ${cover}; it can be 1 to ${longestCover}.`)
      return demandOf(ctx, code, periodOf({ from, to }), cover)
    },
  },
  MonthlyDemand: { plant: ({ plantId }, _, ctx) => plantEntity.by.id(ctx, plantId) },
}
