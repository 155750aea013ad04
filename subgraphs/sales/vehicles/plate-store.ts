import sql from 'sql-template-tag'
import type { Queries, Transaction } from '#platform/database.ts'

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

/** Puts a plate on a car from a time on; the one before it ends. */
export async function putPlate(
  tx: Transaction,
  { vin, plate, at }: { readonly vin: string; readonly plate: string; readonly at: Date },
): Promise<void> {
  await tx.rows(sql`update vehicle_plate set valid_until = ${at} where vin = ${vin} and valid_until is null`)
  await tx.rows(sql`insert into vehicle_plate (vin, plate, valid_from) values (${vin}, ${plate}, ${at})`)
}

/** Lets one transaction at a time give out a plate. */
export async function lockPlate(tx: Transaction, plate: string): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`plate ${plate}`}, 0))`)
}
