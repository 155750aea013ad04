import type { Resolvers } from '#generated/erp-adapter.ts'
import { batched } from '#platform/batch.ts'
import { pageOf, type PageArgs } from '#platform/connection.ts'
import type { Context } from '#platform/context.ts'
import { mutate } from '#platform/mutation.ts'
import { existing } from '#platform/rows.ts'
import { partNamed } from '../inventory/part-entity.ts'
import { demandPlanner } from '../material/may-plan.ts'
import { plantEntity } from '../places/place-entities.ts'
import { readSupply } from './read-supply.ts'
import { setSupply } from './set-supply.ts'
import { supplierEntity } from './supplier-entity.ts'
import {
  findAssemblyBills,
  findModelBills,
  findSupplies,
  pagesOfPurchases,
  type SupplierRow,
} from './supplier-store.ts'

const supplyOf = batched((ctx, numbers: readonly string[]) => findSupplies(ctx.db, numbers))
const billOfModel = batched((ctx, codes: readonly string[]) => findModelBills(ctx.db, codes))
const billOfAssembly = batched((ctx, numbers: readonly string[]) => findAssemblyBills(ctx.db, numbers))
const purchasesOf = batched((ctx, numbers: readonly string[], args: PageArgs) =>
  pagesOfPurchases(ctx.db, numbers, pageOf(args)),
)

const supplier = ({ supplierId }: { readonly supplierId: string }, _: unknown, ctx: Context): Promise<SupplierRow> =>
  existing(supplierEntity.by.id(ctx, supplierId))

export const supplyResolvers: Resolvers = {
  Query: { supplier: (_, { id }, ctx) => supplierEntity.by.id(ctx, id) },
  Mutation: {
    setSupply(_, { input }, ctx) {
      demandPlanner(ctx.principal)
      const told = readSupply(input)
      return mutate(ctx, 'setSupply', input, tx => setSupply(tx, told))
    },
  },
  Part: {
    supply: ({ number }, _, ctx) => supplyOf(ctx, number),
    bill: ({ number }, _, ctx) => billOfAssembly(ctx, number),
    openPurchases: ({ number }, args, ctx) => purchasesOf(ctx, number, args),
  },
  VehicleModel: { bill: ({ code }, _, ctx) => billOfModel(ctx, code) },
  PartSupply: { supplier },
  BillLine: { part: partNamed, scrap: ({ scrap }) => Number(scrap) },
  OpenPurchase: {
    part: partNamed,
    supplier,
    plant: ({ plantId }, _, ctx) => existing(plantEntity.by.id(ctx, plantId)),
  },
}
