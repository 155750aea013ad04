import { entity } from '#platform/entity.ts'
import { findGrants } from './contact-grant-store.ts'

export const contactGrantEntity = entity('ContactGrant', { id: (ctx, ids) => findGrants(ctx.db, ids) })
