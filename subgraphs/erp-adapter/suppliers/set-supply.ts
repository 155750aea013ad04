import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { Supply } from './read-supply.ts'
import { refusalOf } from './supply-refusal.ts'

export type SetSupplyOutcome =
  | { readonly __typename: 'SetSupplySuccess'; readonly records: number }
  | { readonly __typename: 'SupplyRefused'; readonly message: string }

/** Writes what material plans are made from, each kind in one statement. */
export async function setSupply(tx: Transaction, supply: Supply): Promise<SetSupplyOutcome> {
  const refusal = await tx.savepoint(async () => write(tx, supply)).then(() => null, refusalOf)
  if (refusal !== null) return { __typename: 'SupplyRefused', message: refusal }
  if (supply.bills.length > 0 && (await hasCycle(tx)))
    return { __typename: 'SupplyRefused', message: 'A part would be built from itself.' }
  const { suppliers, parts, supplies, bills, purchases } = supply
  const records = [suppliers, parts, supplies, bills, purchases].reduce((sum, { length }) => sum + length, 0)
  return { __typename: 'SetSupplySuccess', records }
}

async function write(tx: Transaction, { suppliers, parts, supplies, bills, lines, purchases }: Supply): Promise<void> {
  await tx.rows(sql`
    insert into supplier (id, name_zh, name_en, country, endpoint, secret)
    select id, "nameZh", "nameEn", country, endpoint, secret
    from json_to_recordset(${JSON.stringify(suppliers)}::json)
      as each (id text, "nameZh" text, "nameEn" text, country text, endpoint text, secret text)
    on conflict (id) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, country = excluded.country,
      endpoint = excluded.endpoint, secret = excluded.secret`)
  await tx.rows(sql`
    insert into part (number, name_zh, name_en, unit)
    select number, "nameZh", "nameEn", coalesce(unit, 'PCE')
    from json_to_recordset(${JSON.stringify(parts)}::json) as each (number text, "nameZh" text, "nameEn" text, unit text)
    on conflict (number) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, unit = excluded.unit`)
  await tx.rows(sql`
    insert into part_supply (part_number, supplier_id, lead_days, lot_size)
    select "partNumber", "supplierId", "leadDays", coalesce("lotSize", 1)
    from json_to_recordset(${JSON.stringify(supplies)}::json)
      as each ("partNumber" text, "supplierId" text, "leadDays" int, "lotSize" numeric)
    on conflict (part_number) do update set supplier_id = excluded.supplier_id, lead_days = excluded.lead_days,
      lot_size = excluded.lot_size`)
  await tx.rows(sql`
    delete from bill_line using json_to_recordset(${JSON.stringify(bills)}::json)
      as each ("modelCode" text, assembly text)
    where bill_line.model_code = each."modelCode" or bill_line.assembly = each.assembly`)
  await tx.rows(sql`
    insert into bill_line (model_code, assembly, option_code, part_number, quantity, scrap)
    select "modelCode", assembly, "optionCode", "partNumber", quantity, coalesce(scrap, 0)
    from json_to_recordset(${JSON.stringify(lines)}::json) as each ("modelCode" text, assembly text, "optionCode" text,
      "partNumber" text, quantity numeric, scrap numeric)`)
  await tx.rows(sql`
    insert into open_purchase (number, plant_id, part_number, supplier_id, quantity, received, due_on, cancelled, plan_id,
      plan_line)
    select number, plant, "partNumber", "supplierId", quantity, coalesce(received, 0), "dueOn", coalesce(cancelled, false),
      "planLine" ->> 'planId', ("planLine" ->> 'line')::int
    from json_to_recordset(${JSON.stringify(purchases)}::json) as each (number text, plant text, "partNumber" text,
      "supplierId" text, quantity numeric, received numeric, "dueOn" date, cancelled boolean,
      "planLine" jsonb)
    on conflict (number) do update set plant_id = excluded.plant_id, part_number = excluded.part_number,
      supplier_id = excluded.supplier_id, quantity = excluded.quantity, received = excluded.received,
      due_on = excluded.due_on, cancelled = excluded.cancelled, plan_id = excluded.plan_id, plan_line = excluded.plan_line`)
}

async function hasCycle(tx: Transaction): Promise<boolean> {
  const found = await tx.row(sql`
    with recursive below (top, part_number) as (
      select assembly, part_number from bill_line where assembly is not null
      union
      select top, line.part_number from below join bill_line as line on line.assembly = below.part_number
    )
    select true as cycle from below where top = part_number limit 1`)
  return found !== undefined
}
