import { entity } from '#platform/entity.ts'
import { findArticles } from './article-store.ts'

export const articleEntity = entity('KnowledgeArticle', { id: (ctx, ids) => findArticles(ctx.db, ids) })
