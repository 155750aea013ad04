import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { NeighbourReadings, OdometerReading } from './odometer.ts'

/** Makes sure that the workshops know the car, and keeps others from reading its odometer until the end. */
export async function lockVehicle(tx: Transaction, vin: string): Promise<void> {
  // The car may be one that another dealer sold.
  const all = tx.asSystem
  await all.rows(sql`insert into covered_vehicle (vin) values (${vin}) on conflict do nothing`)
  await all.rows(sql`select vin from covered_vehicle where vin = ${vin} for update`)
}

export async function readingsAround(tx: Transaction, vin: string, at: Date): Promise<NeighbourReadings> {
  const before = await tx.row<OdometerReading>(sql`
    select km, read_at as "readAt" from odometer_reading where vin = ${vin} and read_at <= ${at}
    order by read_at desc, km desc limit 1`)
  const after = await tx.row<OdometerReading>(sql`
    select km, read_at as "readAt" from odometer_reading where vin = ${vin} and read_at > ${at}
    order by read_at, km limit 1`)
  return { before: before ?? null, after: after ?? null }
}
