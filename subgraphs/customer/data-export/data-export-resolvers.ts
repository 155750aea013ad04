import type { Resolvers } from '#generated/customer.ts'
import { batched } from '#platform/batch.ts'
import { mayExport } from './data-export.ts'
import { findDataExports, readDocuments } from './data-export-store.ts'
import { exportPersonalData } from './export-personal-data.ts'

const exportOf = batched((ctx, ids: readonly string[]) => findDataExports(ctx.db.as('system'), ids))

const documentOfExport = batched((ctx, ids: readonly string[]) => readDocuments(ctx.db.as('system'), ids))

export const dataExportResolvers: Resolvers = {
  Query: {
    personalDataExport: (_, { customerId }, ctx) =>
      mayExport(ctx.principal, customerId) ? exportOf(ctx, customerId) : null,
  },
  Mutation: { exportPersonalData: (_, { input }, ctx) => exportPersonalData(ctx, input) },
  ExportPersonalDataSuccess: { export: ({ customerId }, _, ctx) => exportOf(ctx, customerId) },
  PersonalDataExport: {
    state: ({ completedAt }) => (completedAt === null ? 'PARTIAL' : 'COMPLETE'),
    document: ({ id }, _, ctx) => documentOfExport(ctx, id),
  },
}
