import { entity } from '#platform/entity.ts'
import { findConsentEntries } from './consent-store.ts'

export const consentEntity = entity('ConsentEntry', { id: (ctx, ids) => findConsentEntries(ctx.db, ids) })
