import type { Resolvers } from '#generated/erp-adapter.ts'
import { demandRole } from '#platform/auth.ts'
import { connection, pageOf } from '#platform/connection.ts'
import { modelEntity } from '../models/model-parts.ts'
import { placeNamed, plantEntity } from '../places/place-entities.ts'
import { reportQuestionOf } from './report-question.ts'
import { pageOfReport } from './report-store.ts'

export const reportResolvers: Resolvers = {
  Query: {
    async qualityReport(_, { filter, by, ...args }, ctx) {
      demandRole(ctx.principal, ['factory', 'compliance', 'developer'], 'Quality reports are read by')
      const page = pageOf(args, { size: 50 })
      const rows = await pageOfReport(ctx.db, reportQuestionOf(filter, by), page)
      return connection(rows, page, ({ key }) => ({ sort: '', id: key }))
    },
  },
  QualityReportRow: {
    plant: ({ plantId }, _, ctx) => (plantId === null ? null : plantEntity.by.id(ctx, plantId)),
    model: ({ modelCode }, _, ctx) => (modelCode === null ? null : modelEntity.by.code(ctx, modelCode)),
    station: ({ stationId }, _, ctx) => (stationId === null ? null : placeNamed(ctx, stationId)),
  },
}
