import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { heldVersion } from './version-store.ts'

/** Lets cars whose building begins without a schedule keep the route and the limits that hold now. */
export async function keepVersions(db: Queries, productionNumbers: readonly string[]): Promise<void> {
  if (productionNumbers.length === 0) return
  await db.rows(sql`
    update production_order
    set route_version = ${heldVersion('ROUTE')}, quality_version = ${heldVersion('QUALITY_PLAN')}
    where production_number = any(${productionNumbers}) and (route_version is null or quality_version is null)`)
}
