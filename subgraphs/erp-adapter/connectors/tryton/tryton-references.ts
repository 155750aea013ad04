import { z } from 'zod'
import { ConnectorFault } from '../connector-fault.ts'
import type { OrderToBuild } from '../connector.ts'
import { search } from './tryton-rows.ts'
import type { TrytonSession } from './tryton-session.ts'

const product = z.object({
  id: z.number(),
  default_uom: z.number(),
  list_price: z.unknown(),
  boms: z.array(z.number()),
})
const listed = z.object({ id: z.number(), bom: z.number() })

export interface Product {
  readonly product: number
  readonly unit: number
  /** As Tryton's JSON-RPC has decimal numbers. */
  readonly price: unknown
  /** Null when it has no bill of material. */
  readonly bom: number | null
}

/** The product of an order's model. */
export async function productOf(
  session: TrytonSession,
  { modelCode }: Pick<OrderToBuild, 'modelCode'>,
  signal: AbortSignal,
): Promise<Product> {
  const fields = ['default_uom', 'list_price', 'boms']
  const found = await one(
    session,
    { model: 'product.product', domain: [['code', '=', modelCode]], fields, shape: product },
    { what: `product of the code ${modelCode}`, signal },
  )
  const [first] = found.boms
  const bom =
    first === undefined
      ? null
      : await one(
          session,
          { model: 'product.product-production.bom', domain: [['id', '=', first]], fields: ['bom'], shape: listed },
          { what: `bill of material ${first}`, signal },
        )
  return { product: found.id, unit: found.default_uom, price: found.list_price, bom: bom?.bom ?? null }
}

const warehouse = z.object({ id: z.number(), production_location: z.number() })

/** The warehouse of a plant, and where it produces. */
export const warehouseOf = (
  session: TrytonSession,
  { plantId }: Pick<OrderToBuild, 'plantId'>,
  signal: AbortSignal,
): Promise<z.output<typeof warehouse>> =>
  one(
    session,
    {
      model: 'stock.location',
      domain: [
        ['type', '=', 'warehouse'],
        ['code', '=', plantId],
      ],
      fields: ['production_location'],
      shape: warehouse,
    },
    { what: `warehouse of the code ${plantId}`, signal },
  )

const party = z.object({ id: z.number(), addresses: z.array(z.number()) })

/** A party and its first address. */
export async function partyOf(
  session: TrytonSession,
  code: string,
  signal: AbortSignal,
): Promise<{ readonly id: number; readonly address: number | null }> {
  const { id, addresses } = await one(
    session,
    { model: 'party.party', domain: [['code', '=', code]], fields: ['addresses'], shape: party },
    { what: `party of the code ${code}`, signal },
  )
  return { id, address: addresses[0] ?? null }
}

async function one<Shape extends z.ZodType>(
  session: TrytonSession,
  asked: Parameters<typeof search<Shape>>[1],
  { what, signal }: { readonly what: string; readonly signal: AbortSignal },
): Promise<z.output<Shape>> {
  const [found] = await search(session, asked, { signal })
  if (found === undefined) throw new ConnectorFault('REFUSED', `Tryton has no ${what}.`)
  return found
}
