import { entity } from '#platform/entity.ts'
import { findSuppliers } from './supplier-store.ts'

export const supplierEntity = entity('Supplier', { id: (ctx, ids) => findSuppliers(ctx.db, ids) })
