import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'

/** The plates that cars have now, by VIN. */
export async function findPlates(db: Queries, vins: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.rows<{ vin: string; plate: string }>(
    sql`select vin, plate from vehicle_plate where vin = any(${vins}) and valid_until is null`,
  )
  return new Map(rows.map(row => [row.vin, row.plate]))
}

/** The cars that have plates now, by plate. */
export async function findVinsOfPlates(db: Queries, plates: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.rows<{ vin: string; plate: string }>(
    sql`select vin, plate from vehicle_plate where plate = any(${plates}) and valid_until is null`,
  )
  return new Map(rows.map(row => [row.plate, row.vin]))
}
