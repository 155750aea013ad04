import { entity } from '#platform/entity.ts'

/** Leads are kept by sales: here they are known by their ids alone. */
export const leadEntity = entity('Lead', { id: async (_, ids) => new Map(ids.map(id => [id, { id }])) })
