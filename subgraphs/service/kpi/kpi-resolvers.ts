import { Fault } from '#platform/errors.ts'
import type { Resolvers } from '#generated/service.ts'
import { departmentKpis } from './department-kpi.ts'
import { dwellOf, lateCasesOf, reopeningOf, satisfactionOf } from './kpi-store.ts'

export const kpiResolvers: Resolvers = {
  Query: {
    async departmentKpis(_, period, { db }) {
      if (period.from >= period.until) throw new Fault('BAD_USER_INPUT', 'from is not before until.')
      const [dwell, reopening, satisfaction, lateCases] = await Promise.all([
        dwellOf(db, period),
        reopeningOf(db, period),
        satisfactionOf(db, period),
        lateCasesOf(db, period),
      ])
      return departmentKpis({ dwell, reopening, satisfaction, lateCases })
    },
  },
}
