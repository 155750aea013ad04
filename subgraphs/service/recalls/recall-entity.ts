import { entity } from '#platform/entity.ts'
import { findRecalls } from './recall-store.ts'

export const recallEntity = entity('Recall', { id: (ctx, ids) => findRecalls(ctx.db, ids) })
