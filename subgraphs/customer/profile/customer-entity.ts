import { entity } from '#platform/entity.ts'
import { findCustomers } from './customer-store.ts'

export const customerEntity = entity('Customer', { id: (ctx, ids) => findCustomers(ctx.db, ids) })
