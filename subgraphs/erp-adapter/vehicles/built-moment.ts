import sql from 'sql-template-tag'

/** When a car was built, as the indexes have it: one that is not built yet is younger than any. */
export const builtMoment = sql`coalesce(built_at, 'infinity')`
