import { models } from '../world/models.ts'
import { assemblies, assemblyBills, billOf, boughtParts, isSpare, suppliers, type BillLine } from '../world/supply.ts'
import { manyRowsOf, rowsOf, type Load } from './load.ts'

/** Suppliers, the parts that cars are built from beside the spare parts, and bills of material. */
export async function loadSupply({ insert }: Pick<Load, 'insert'>): Promise<void> {
  await insert(
    'erp_adapter.supplier',
    rowsOf(suppliers, ({ id, zh, en, country }) => ({ id, name_zh: zh, name_en: en, country })),
  )
  await insert(
    'erp_adapter.part',
    rowsOf([...assemblies, ...boughtParts.filter(part => !isSpare(part))], ({ number, zh, en }) => ({
      number,
      name_zh: zh,
      name_en: en,
    })),
  )
  await insert(
    'erp_adapter.part_supply',
    rowsOf(boughtParts, ({ number, supplier, leadDays, lot }) => ({
      part_number: number,
      supplier_id: supplier,
      lead_days: leadDays,
      lot_size: lot,
    })),
  )
  await insert('erp_adapter.bill_line', [
    ...manyRowsOf(models, ({ code, line }) => billOf(line).map(billRow(code, null))),
    ...manyRowsOf(assemblyBills, ([assembly, lines]) => lines.map(billRow(null, assembly))),
  ])
}

const billRow =
  (model: string | null, assembly: string | null) =>
  ({ part, quantity, scrap = 0, option }: BillLine) => ({
    model_code: model,
    assembly,
    option_code: option ?? null,
    part_number: part,
    quantity,
    scrap,
  })
