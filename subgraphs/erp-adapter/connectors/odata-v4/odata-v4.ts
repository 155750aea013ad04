import { connectorKind } from '../connector-kind.ts'
import type { ChangePage, Changes, Connector, Topic } from '../connector.ts'
import { moveOrder } from './move-order.ts'
import { odataAccess } from './odata-access.ts'
import { openOData, type ODataSession } from './odata-session.ts'
import { odataSettings, type ODataSettings } from './odata-settings.ts'
import { placeOrder } from './place-order.ts'
import { readCars } from './read-cars.ts'
import { readOrders } from './read-orders.ts'
import { readPurchases } from './read-purchases.ts'
import { readStock } from './read-stock.ts'

/** A service as it is configured, and how it is talked to. */
export interface ODataService {
  readonly session: ODataSession
  readonly settings: ODataSettings
  /** Our plant for a code of theirs; null for another plant. */
  readonly plantOf: (code: string) => string | null
}

type Read<Row> = (service: ODataService, after: string | null, signal: AbortSignal) => Promise<ChangePage<Row>>

const topics: { readonly [Name in Topic]: Read<Changes[Name]> } = {
  orders: readOrders,
  stock: readStock,
  cars: readCars,
  purchases: readPurchases,
}

/** Any service of OData V4: which sets and properties hold what is configuration. */
export const odataV4 = connectorKind({
  settings: odataSettings,
  open(settings, { secrets }): Connector {
    const plants = new Map(Object.entries(settings.plantCodes).map(([id, code]) => [code, id]))
    const session = openOData(settings, odataAccess(settings, secrets))
    const service: ODataService = { settings, session, plantOf: code => plants.get(code) ?? null }
    return {
      topics: (['orders', 'stock', 'cars', 'purchases'] as const).filter(topic => settings[topic] !== undefined),
      changes: (topic, after, signal) => topics[topic](service, after, signal),
      placeOrder: (order, signal) => placeOrder(service, order, signal),
      moveOrder: (move, signal) => moveOrder(service, move, signal),
      close: () => Promise.resolve(),
    }
  },
})
