import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'

/** Lets no version of the models of orders be made until the transaction ends: these orders would not follow it. */
export async function holdVersions(db: Queries, productionNumbers: readonly string[]): Promise<void> {
  await db.rows(sql`
    select code from vehicle_model
    where code in (select model_code from production_order where production_number = any(${productionNumbers}))
    order by code for share`)
}
