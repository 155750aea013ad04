import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { keyed } from '#platform/rows.ts'
import type { KnownVehicle } from './known-vehicle.ts'

/** Holds cars until the transaction ends: whoever sells, reserves or moves one waits. By VIN, unknown ones left out. */
export async function lockVehicles(
  tx: Transaction,
  vins: readonly string[],
): Promise<ReadonlyMap<string, KnownVehicle>> {
  // Whoever may hold a car need not be able to change it.
  const rows = await tx.asSystem.rows<KnownVehicle>(sql`
    select production_number as "productionNumber", vin, model_code as "modelCode", status, order_id as "orderId"
    from known_vehicle where vin = any(${vins}) order by vin for update`)
  return keyed(rows, row => row.vin ?? '')
}

/** Stores what the ERP tells of a car; a VIN once told stays. */
export async function saveVehicle(tx: Transaction, car: KnownVehicle, changedAt: Date): Promise<void> {
  await tx.rows(sql`
    insert into known_vehicle (production_number, vin, model_code, status, order_id, changed_at)
    values (${car.productionNumber}, ${car.vin}, ${car.modelCode}, ${car.status}, ${car.orderId}, ${changedAt})
    on conflict (production_number) do update set vin = coalesce(excluded.vin, known_vehicle.vin),
      model_code = excluded.model_code, status = excluded.status,
      order_id = coalesce(excluded.order_id, known_vehicle.order_id), changed_at = excluded.changed_at`)
}

/** Stores a car that was only ordered; what is known already stays. */
export async function addVehicle(tx: Transaction, car: KnownVehicle, at: Date): Promise<void> {
  await tx.rows(sql`
    insert into known_vehicle (production_number, vin, model_code, status, order_id, changed_at)
    values (${car.productionNumber}, ${car.vin}, ${car.modelCode}, ${car.status}, ${car.orderId}, ${at})
    on conflict (production_number) do nothing`)
}
